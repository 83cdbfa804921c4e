package dev.longhaul.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.longhaul.console.RunSummary;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.history.BegunRun;
import dev.longhaul.history.EndedRun;
import dev.longhaul.history.RunKind;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.hook.RunHooks;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.NotTaken;
import dev.longhaul.upload.Tally;

/**
 * Has the repository remember what a run did, for each of its definitions.
 *
 * @param hooks those that the run has called
 * @param tally of what it sent
 * @param mode in which it did
 */
record RunNote(RunSession session, RunHooks hooks, Tally tally, RunMode mode) {

	/** Writes it down when the run is over. */
	void write(BegunRun begun, RunSummary summary, Instant ended) {
		Map<String, List<UploadOutcome>> outcomes = summary.outcomes()
			.stream()
			.collect(Collectors.groupingBy(UploadOutcome::definition));
		List<EndedRun> runs = this.session.definitions()
			.all()
			.stream()
			.map((definition) -> of(definition, outcomes.getOrDefault(definition.name(), List.of()), summary, ended))
			.toList();
		UploadHistory history = this.session.engine().history();
		history.lastRuns().note(begun, runs);
		if (this.mode.goesOnRebuilding() && begun.kind() == RunKind.RUN) {
			history.rebuilds()
				.end(runs.stream()
					.filter(EndedRun::hasComeToAll)
					.map((run) -> run.definition().name())
					.filter(history.rebuilds()::isUnderWay)
					.toList());
		}
	}

	private EndedRun of(JobDefinition definition, List<UploadOutcome> own, RunSummary summary, Instant ended) {
		int failedHooks = this.hooks.failed(definition.name());
		return new EndedRun(definition, own, count(summary.plan().unsettled(), definition),
				count(summary.plan().leftOut(), definition), summary.plan().withoutFiles().contains(definition.name()),
				ended.minus(summary.took()), ended, this.session.exitCode(ExitCode.of(own, failedHooks)), failedHooks,
				this.tally.bytesSent(definition.name()));
	}

	private static int count(List<NotTaken> files, JobDefinition definition) {
		return (int) files.stream().filter((file) -> file.definition().equals(definition.name())).count();
	}

}
