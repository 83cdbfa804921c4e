package dev.longhaul.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.source.HeapFull;
import dev.longhaul.source.LeftOut;
import dev.longhaul.source.SourceException;
import dev.longhaul.upload.Cure;

/**
 * What the search for the work of a run gathers.
 */
final class Findings {

	final List<Candidate> candidates = new ArrayList<>();

	final List<UploadOutcome> refused = new ArrayList<>();

	final List<Path> unsettled = new ArrayList<>();

	final List<LeftOut> leftOut = new ArrayList<>();

	final List<String> withoutFiles = new ArrayList<>();

	final List<LeftBehind> leftBehind = new ArrayList<>();

	final Set<String> unseen = new HashSet<>();

	final Set<UploadIdentity> clashing = new HashSet<>();

	void refuse(JobDefinition definition, Path file, RuntimeException why) {
		Cure cure = (why instanceof SourceException) ? Cure.of(why) : Cure.PERSON;
		this.refused.add(UploadOutcome.refused(definition.name(), file, String.valueOf(why.getMessage()), cure));
	}

	void lookUp(UploadHistory history) {
		history.lookUp(this.candidates);
	}

	/** Lets go of them: there must be room for a sentence. */
	HeapFull full(OutOfMemoryError error) {
		int found = this.candidates.size();
		this.candidates.clear();
		return HeapFull.with(found, error);
	}

	void refuse(Map<Candidate, UploadOutcome> clashes) {
		this.candidates.removeAll(clashes.keySet());
		clashes.keySet().forEach((candidate) -> this.clashing.add(candidate.identity()));
		this.refused.addAll(clashes.values());
	}

}
