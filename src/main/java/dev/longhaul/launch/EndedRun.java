package dev.longhaul.launch;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.JobDefinition.OnFailure;
import dev.longhaul.launch.UploadOutcome.Result;
import dev.longhaul.upload.Cure;

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

	/**
	 * The failures that no unfinished upload tells of: of files that were refused before
	 * one began, or whose upload has ended.
	 */
	List<UploadOutcome> untold() {
		Set<UploadOutcome> refused = this.plan.refused()
			.stream()
			.filter((refusal) -> refusal.definition().equals(this.definition.name()))
			.collect(Collectors.toSet());
		return this.outcomes.stream()
			.filter((outcome) -> outcome.result() == Result.FAILED)
			.filter((outcome) -> refused.contains(outcome) || outcome.upload() == 0 || hasEnded(outcome))
			.toList();
	}

	private boolean hasEnded(UploadOutcome failed) {
		Cure cure = failed.cure();
		return this.definition.onFailure() == OnFailure.ABORT || (cure != null && cure.endsUpload());
	}

}
