package dev.longhaul.launch;

import java.time.Instant;
import java.util.List;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.launch.UploadOutcome.Result;

/**
 * What a run that is over did for one definition.
 *
 * @param plan of the whole run
 * @param outcomes of the definition's files
 * @param begun before the first look at the folders
 * @param exitCode of a run that had only this definition
 * @param bytesSent for its files
 */
public record EndedRun(JobDefinition definition, RunPlan plan, List<UploadOutcome> outcomes, Instant begun,
		Instant ended, int exitCode, int failedHooks, long bytesSent) {

	int unsettled() {
		return own(this.plan.unsettled());
	}

	int leftOut() {
		return own(this.plan.leftOut());
	}

	private int own(List<NotTaken> files) {
		return (int) files.stream().filter((file) -> file.definition().equals(this.definition.name())).count();
	}

	/** Whether its folders had nothing that the definition means. */
	boolean isWithoutFiles() {
		return this.plan.withoutFiles().contains(this.definition.name());
	}

	List<UploadOutcome> failed() {
		return this.outcomes.stream().filter((outcome) -> outcome.result() == Result.FAILED).toList();
	}

	/** The failures that no unfinished upload tells of. */
	List<UploadOutcome> untold() {
		return failed().stream().filter((outcome) -> !outcome.inHistory()).toList();
	}

}
