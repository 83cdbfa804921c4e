package dev.longhaul.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.longhaul.console.Console;
import dev.longhaul.console.RunDisplay;
import dev.longhaul.console.RunSummary;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.HookSettings.Event;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.history.BegunRun;
import dev.longhaul.history.BegunRuns;
import dev.longhaul.history.Rebuilds;
import dev.longhaul.history.RunKind;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.hook.RunHooks;
import dev.longhaul.launch.RunClaims;
import dev.longhaul.launch.RunInProgress;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.PlanningStopped;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.repository.SharedClaims.Claimed;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.upload.Tally;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Opens a session, carries out a plan and reports: what run, rerun and abort share.
 *
 * @param claim of the command on the home
 * @param output how it is shown
 */
record PlannedRun(LonghaulCommand longhaul, RunSessions sessions, Claim claim, RunKind kind,
		Function<Console, RunDisplay> output) {

	/**
	 * Carries out.
	 * @param planning what is to be done
	 * @return the exit code
	 */
	int execute(Definitions definitions, Function<RunSession, RunPlan> planning, RunMode mode) throws Exception {
		long begun = System.nanoTime();
		try (RunSession opened = this.sessions.open(this.longhaul.home(), definitions, this.claim);
				RunSession session = opened.with(mode.forget() ? opened.standIns() : List.of());
				RunDisplay display = this.output.apply(this.longhaul.console())) {
			session.signals().listen();
			try (Claimed claimed = claimed(session, begun)) {
				return carryOut(session, display, planning, mode);
			}
			catch (PlanningStopped ex) {
				return stopped(session, String.valueOf(ex.getMessage()));
			}
			catch (RunInProgress ex) {
				if (session.signals().exitCode().isEmpty()) {
					throw ex;
				}
				return stopped(session, ex.what() + "; this command was stopped while it waited, nothing was begun");
			}
		}
	}

	private int stopped(RunSession session, String why) {
		this.longhaul.console().notice(why);
		session.tellOfStop(this.longhaul.console());
		return session.exitCode(ExitCode.UNFINISHED);
	}

	/** Waits as long as is left of the patience: the home may have been waited for. */
	private Claimed claimed(RunSession session, long begun) {
		List<String> names = names(session);
		RunClaims claims = session.engine().claims();
		try {
			return claims.take(this.kind.isExclusive() ? names : List.of(), Duration.ZERO);
		}
		catch (RunInProgress ex) {
			Duration left = this.claim.patience().minusNanos(System.nanoTime() - begun);
			if (left.isNegative() || left.isZero()) {
				throw ex;
			}
			// to look at the home took a moment of what was asked for
			Duration about = left.plusSeconds(1).minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
			if (!this.claim.quiet()) {
				this.longhaul.console()
					.notice("%s; waiting until that has ended, %s at most".formatted(ex.what(),
							DurationFormatterUtils.print(about, DurationFormat.Style.COMPOSITE)));
			}
			return claims.take(names, left);
		}
	}

	private static List<String> names(RunSession session) {
		return session.definitions().all().stream().map(JobDefinition::name).toList();
	}

	/** Whatever ends it, status can tell that it began. */
	private int carryOut(RunSession session, RunDisplay display, Function<RunSession, RunPlan> planning, RunMode mode) {
		BegunRun begun = new BegunRun(this.kind, names(session), this.longhaul.clock().instant());
		BegunRuns noted = session.engine().history().begunRuns();
		try {
			if (this.kind == RunKind.RUN) {
				noted.begin(begun);
			}
			beginRebuild(session.engine().history().rebuilds(), begun, mode);
			RunPlan plan = planning.apply(session);
			return (this.kind == RunKind.RUN) ? carryOut(session, display, plan, mode, begun)
					: carryOut(session, display, plan, mode, begun.of(plan::isBusyWith), noted);
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			noted.breakOff(begun, this.longhaul.clock().instant(), CommandFailure.words(ex));
			throw ex;
		}
	}

	/** What the store has is looked for until a run has come to all files. */
	private void beginRebuild(Rebuilds rebuilds, BegunRun begun, RunMode mode) {
		if (mode.rebuild() && this.kind == RunKind.RUN) {
			rebuilds.begin(begun);
		}
		else if (mode.goesOnRebuilding() && this.kind.isExclusive() && !this.claim.quiet()) {
			begun.definitions()
				.forEach((definition) -> rebuilds.begun(definition)
					.ifPresent((at) -> this.longhaul.console()
						.notice(("%s: the 'run --rebuild' that began at %s did not come to all files, so this run too "
								+ "looks in the store for what is there before it sends")
							.formatted(definition, at.truncatedTo(ChronoUnit.SECONDS)))));
		}
	}

	/**
	 * Of two reruns of a definition the first is noted: who looks could not tell them
	 * apart.
	 */
	private int carryOut(RunSession session, RunDisplay display, RunPlan plan, RunMode mode, BegunRun busy,
			BegunRuns noted) {
		boolean rerun = this.kind == RunKind.RERUN;
		if (rerun && !this.claim.quiet()) {
			tellOfWait(session, plan);
		}
		try (RunClaims.Reruns claimed = session.engine().claims().reruns(rerun ? busy.definitions() : List.of())) {
			BegunRun begun = rerun ? busy.of(claimed::has) : busy;
			noted.begin(begun);
			return carryOut(session, display, plan, mode, begun);
		}
	}

	private void tellOfWait(RunSession session, RunPlan plan) {
		long inHand = plan.candidates().stream().filter(session.launcher()::hasToWait).count();
		if (inHand > 0) {
			int all = plan.candidates().size();
			this.longhaul.console()
				.notice("%d of %d %s in the hands of another command; %s waited for and not sent twice".formatted(
						inHand, all,
						(inHand == 1 && all == 1) ? "upload is" : (inHand == 1) ? "uploads is" : "uploads are",
						(inHand == 1) ? "it is" : "they are"));
		}
	}

	private int carryOut(RunSession session, RunDisplay display, RunPlan plan, RunMode mode, BegunRun begun) {
		Clock clock = this.longhaul.clock();
		// of what is to be aborted it sends nothing, though another command may
		Set<String> files = plan.candidates()
			.stream()
			.filter((candidate) -> !candidate.isToBeAborted())
			.map((candidate) -> candidate.identity().path())
			.collect(Collectors.toUnmodifiableSet());
		StopSignals signals = session.signals();
		try (Tally tally = session.monitor().tally(files);
				RunHooks hooks = new RunHooks(session.definitions(), signals::isStopping, signals.grace())) {
			List<String> reporting = hooks.wanting(Event.AFTER_RUN);
			List<UploadOutcome> outcomes;
			try (ProgressTicker ticker = ProgressTicker.start(display, tally)) {
				outcomes = session.run().execute(plan, mode, (outcome) -> {
					display.ended(outcome);
					hooks.ended(outcome);
				}, (outcome) -> reporting.contains(outcome.definition()) ? outcome : outcome.withoutReceipt());
			}
			Instant ended = clock.instant();
			Duration took = Duration.between(begun.at(), ended);
			int failedHooks = hooks.finish(outcomes, took, tally::bytesSent,
					(own) -> session.exitCode(ExitCode.of(own)));
			RunSummary summary = new RunSummary(plan, outcomes, tally.bytesSent(), took, failedHooks);
			display.summary(summary);
			new RunNote(session, hooks, tally, mode).write(begun, summary, ended);
			session.tellOfStop(this.longhaul.console());
			return session.exitCode(plan.leavesAll() ? ExitCode.UNFINISHED : ExitCode.of(outcomes, failedHooks));
		}
	}

}
