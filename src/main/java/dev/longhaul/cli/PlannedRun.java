package dev.longhaul.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.longhaul.cli.RunBeginning.Planned;
import dev.longhaul.console.Console;
import dev.longhaul.console.RunDisplay;
import dev.longhaul.console.RunSummary;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.HookSettings.Event;
import dev.longhaul.history.BegunRun;
import dev.longhaul.history.RunKind;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.hook.RunHooks;
import dev.longhaul.launch.RunInProgress;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.PlanningStopped;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.repository.SharedClaims.Claimed;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.upload.Tally;

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
			RunBeginning beginning = new RunBeginning(session, this.kind, this.longhaul.console(), this.claim.quiet());
			// what is left of the patience: the home may have been waited for
			Duration patience = this.claim.patience().minusNanos(System.nanoTime() - begun);
			try (Claimed claimed = beginning.claim(patience)) {
				return planAndSend(session, display, planning, mode, beginning);
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

	private int planAndSend(RunSession session, RunDisplay display, Function<RunSession, RunPlan> planning,
			RunMode mode, RunBeginning beginning) {
		BegunRun begun = beginning.run(this.longhaul.clock().instant());
		try {
			beginning.begin(begun, mode);
			RunPlan plan = planning.apply(session);
			try (Planned planned = beginning.planned(begun, plan)) {
				return send(session, display, plan, mode, planned.run());
			}
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			beginning.breakOff(begun, this.longhaul.clock().instant(), ex);
			throw ex;
		}
	}

	private int send(RunSession session, RunDisplay display, RunPlan plan, RunMode mode, BegunRun begun) {
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
