package dev.longhaul.launch;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run found to do.
 *
 * @param candidates to upload, to resume or to skip
 * @param refused files that cannot be uploaded, each with its reason
 * @param unsettled files that were modified too short a time ago
 */
public record RunPlan(List<Candidate> candidates, List<UploadOutcome> refused, List<Path> unsettled) {

	/** Whether there is nothing of which to report. */
	public boolean isEmpty() {
		return this.candidates.isEmpty() && this.refused.isEmpty();
	}

}
