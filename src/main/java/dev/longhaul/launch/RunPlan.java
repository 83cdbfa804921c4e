package dev.longhaul.launch;

import java.nio.file.Path;
import java.util.List;

import dev.longhaul.source.LeftOut;

/**
 * What a run found to do.
 *
 * @param candidates to upload, to resume or to skip
 * @param refused files that cannot be uploaded, each with its reason
 * @param unsettled files that were modified too short a time ago, or have no marker yet
 * @param leftOut what the definitions mean by its name and what is no file
 */
public record RunPlan(List<Candidate> candidates, List<UploadOutcome> refused, List<Path> unsettled,
		List<LeftOut> leftOut) {

	/** Whether there is nothing of which to report. */
	public boolean isEmpty() {
		return this.candidates.isEmpty() && this.refused.isEmpty();
	}

}
