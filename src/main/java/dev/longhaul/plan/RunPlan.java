package dev.longhaul.plan;

import java.util.List;

import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadOutcome;

/**
 * What a run found to do.
 *
 * @param candidates to upload, to resume or to skip
 * @param refused files that cannot be uploaded, each with its reason
 * @param unsettled files that were modified too short a time ago, or have no marker yet
 * @param leftOut what the definitions mean by its name, but is no file
 * @param withoutFiles definitions in whose folders nothing that they mean was found,
 * ready or not: perhaps a folder is not mounted
 * @param leftBehind unfinished uploads under definitions that the run does not have
 * @param searched whether files were looked for; otherwise only unfinished uploads
 */
public record RunPlan(List<Candidate> candidates, List<UploadOutcome> refused, List<NotTaken> unsettled,
		List<NotTaken> leftOut, List<String> withoutFiles, List<LeftBehind> leftBehind, boolean searched) {

	/** The same, with uploads that are left as they are. */
	public RunPlan leaving(List<LeftBehind> uploads) {
		return new RunPlan(this.candidates, this.refused, this.unsettled, this.leftOut, this.withoutFiles, uploads,
				this.searched);
	}

	/** Whether it has something to do for the definition of this name. */
	public boolean isBusyWith(String definition) {
		return this.candidates.stream().anyMatch((each) -> each.identity().definition().equals(definition))
				|| this.refused.stream().anyMatch((each) -> each.definition().equals(definition));
	}

	/**
	 * Whether something is unfinished, and all of it is left as it is though nothing else
	 * was looked for.
	 */
	public boolean leavesAll() {
		return !this.searched && this.candidates.isEmpty() && this.refused.isEmpty() && !this.leftBehind.isEmpty();
	}

}
