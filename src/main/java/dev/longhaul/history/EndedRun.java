package dev.longhaul.history;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.history.UploadOutcome.Result;

/**
 * What a run that is over did for one definition.
 *
 * @param outcomes of the definition's files
 * @param unsettled how many of its files were not ready
 * @param leftOut how much it means by its name that is no file
 * @param withoutFiles whether its folders had nothing that the definition means
 * @param begun before the first look at the folders
 * @param exitCode of a run that had only this definition
 * @param bytesSent for its files
 */
public record EndedRun(JobDefinition definition, List<UploadOutcome> outcomes, int unsettled, int leftOut,
		boolean withoutFiles, Instant begun, Instant ended, int exitCode, int failedHooks, long bytesSent) {

	/**
	 * Whether each file that is ready was sent, or has an upload that the next run goes
	 * on with. Of empty folders nobody knows whether they are mounted, but where files
	 * are taken away they are usual.
	 */
	public boolean hasComeToAll() {
		boolean lookedAt = !this.withoutFiles || !this.definition.onSuccess().keeps();
		return lookedAt && this.outcomes.stream().noneMatch(EndedRun::isToBeginAnew);
	}

	/** Whether no upload is left that the next run would go on with. */
	private static boolean isToBeginAnew(UploadOutcome outcome) {
		return outcome.isUnfinished()
				&& (outcome.upload() == 0 || (outcome.result() == Result.FAILED && !outcome.inHistory()));
	}

	/** How many of its files ended in one of these ways. */
	long count(Result... results) {
		Set<Result> these = Set.of(results);
		return this.outcomes.stream().filter((outcome) -> these.contains(outcome.result())).count();
	}

	List<UploadOutcome> failed() {
		return this.outcomes.stream().filter((outcome) -> outcome.result() == Result.FAILED).toList();
	}

	/** The failures that no unfinished upload tells of. */
	List<UploadOutcome> untold() {
		return failed().stream().filter((outcome) -> !outcome.inHistory()).toList();
	}

}
