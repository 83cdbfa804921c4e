package dev.longhaul.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.longhaul.console.Console;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.history.BegunRun;
import dev.longhaul.history.BegunRuns;
import dev.longhaul.history.Rebuilds;
import dev.longhaul.history.RunKind;
import dev.longhaul.launch.RunClaims;
import dev.longhaul.launch.RunInProgress;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.repository.SharedClaims.Claimed;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * How a run begins: it waits for others of its definitions, and has the repository know
 * that it is at work, so that status can tell whatever ends it.
 *
 * @param quiet whether nobody wants to know why it waits
 */
record RunBeginning(RunSession session, RunKind kind, Console console, boolean quiet) {

	/**
	 * Claims the definitions.
	 * @param patience for how long another run of one of them is waited for
	 * @throws RunInProgress if it goes on for longer, or when this process is stopped
	 */
	Claimed claim(Duration patience) {
		RunClaims claims = this.session.engine().claims();
		List<String> names = this.kind.isExclusive() ? definitions() : List.of();
		try {
			return claims.take(names, Duration.ZERO);
		}
		catch (RunInProgress ex) {
			if (patience.isNegative() || patience.isZero()) {
				throw ex;
			}
			// to look at the home took a moment of what was asked for
			Duration about = patience.plusSeconds(1).minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
			tell("%s; waiting until that has ended, %s at most".formatted(ex.what(),
					DurationFormatterUtils.print(about, DurationFormat.Style.COMPOSITE)));
			return claims.take(names, patience);
		}
	}

	/** The run, which is not noted yet. */
	BegunRun run(Instant at) {
		return new BegunRun(this.kind, definitions(), at);
	}

	/** Begins it, before anything is looked at. */
	void begin(BegunRun begun, RunMode mode) {
		if (this.kind == RunKind.RUN) {
			notes().begin(begun);
		}
		beginRebuild(begun, mode);
	}

	/** What the store has is looked for until a run has come to all files. */
	private void beginRebuild(BegunRun begun, RunMode mode) {
		Rebuilds rebuilds = this.session.engine().history().rebuilds();
		if (mode.rebuild() && this.kind == RunKind.RUN) {
			rebuilds.begin(begun);
		}
		else if (mode.goesOnRebuilding() && this.kind.isExclusive() && !this.quiet) {
			begun.definitions()
				.forEach((definition) -> rebuilds.begun(definition)
					.ifPresent((at) -> tell(
							("%s: the 'run --rebuild' that began at %s did not come to all files, so this run too "
									+ "looks in the store for what is there before it sends")
								.formatted(definition, at.truncatedTo(ChronoUnit.SECONDS)))));
		}
	}

	/**
	 * Goes on when it is known what there is to do: what does not look at all files is at
	 * work on definitions that it has some of. Of two reruns of a definition the first is
	 * noted: who looks could not tell them apart.
	 */
	Planned planned(BegunRun begun, RunPlan plan) {
		if (this.kind == RunKind.RUN) {
			return new Planned(begun, () -> {
			});
		}
		BegunRun busy = begun.of(plan::isBusyWith);
		if (this.kind != RunKind.RERUN) {
			notes().begin(busy);
			return new Planned(busy, () -> {
			});
		}
		if (!this.quiet) {
			tellOfWait(plan);
		}
		RunClaims.Reruns claimed = this.session.engine().claims().reruns(busy.definitions());
		Planned first = new Planned(busy.of(claimed::has), claimed::close);
		notes().begin(first.run());
		return first;
	}

	private void tellOfWait(RunPlan plan) {
		long inHand = plan.candidates().stream().filter(this.session.launcher()::hasToWait).count();
		if (inHand > 0) {
			int all = plan.candidates().size();
			tell("%d of %d %s in the hands of another command; %s waited for and not sent twice".formatted(inHand, all,
					(inHand == 1 && all == 1) ? "upload is" : (inHand == 1) ? "uploads is" : "uploads are",
					(inHand == 1) ? "it is" : "they are"));
		}
	}

	/** Has it known why there is nothing to tell of its files. */
	void breakOff(BegunRun begun, Instant at, Throwable why) {
		notes().breakOff(begun, at, CommandFailure.words(why));
	}

	private void tell(String notice) {
		if (!this.quiet) {
			this.console.notice(notice);
		}
	}

	private BegunRuns notes() {
		return this.session.engine().history().begunRuns();
	}

	private List<String> definitions() {
		return this.session.definitions().all().stream().map(JobDefinition::name).toList();
	}

	/**
	 * A run whose plan is known.
	 *
	 * @param run as it is noted
	 * @param claim that it has while it sends
	 */
	record Planned(BegunRun run, Claimed claim) implements AutoCloseable {

		@Override
		public void close() {
			this.claim.close();
		}

	}

}
