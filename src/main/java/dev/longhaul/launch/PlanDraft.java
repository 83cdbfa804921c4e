package dev.longhaul.launch;

import java.nio.file.Files;
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
 * What the search for the work of a run gathers, until it is a plan.
 */
final class PlanDraft {

	final List<Candidate> candidates = new ArrayList<>();

	final List<UploadOutcome> refused = new ArrayList<>();

	final List<Path> unsettled = new ArrayList<>();

	final List<LeftOut> leftOut = new ArrayList<>();

	final List<Path> aside = new ArrayList<>();

	final List<String> withoutFiles = new ArrayList<>();

	final List<LeftBehind> leftBehind = new ArrayList<>();

	final Set<String> unseen = new HashSet<>();

	final Set<UploadIdentity> clashing = new HashSet<>();

	void refuse(JobDefinition definition, Path file, RuntimeException why) {
		Cure cure = (why instanceof SourceException) ? Cure.of(why) : Cure.PERSON;
		this.refused.add(UploadOutcome.refused(definition.name(), file, String.valueOf(why.getMessage()), cure));
	}

	/**
	 * Leaves out what was put aside in folders where no unfinished upload has a file: the
	 * repository that knows of it is lost, or is another one.
	 */
	void leaveOutStrays(List<UnfinishedUpload> unfinished) {
		Set<String> atWork = new HashSet<>();
		unfinished.forEach((upload) -> atWork.add(folderOf(upload.identity().path())));
		this.aside.stream()
			.filter((file) -> !atWork.contains(folderOf(file.toString())))
			// its upload may have ended since the folder was looked at
			.filter((file) -> !Files.notExists(file))
			.forEach((file) -> this.leftOut.add(new LeftOut(file,
					"a delivered file that was put aside to be taken away, and no upload here knows of it; "
							+ "give it its name again or delete it")));
	}

	private static String folderOf(String path) {
		return path.substring(0, path.lastIndexOf('/'));
	}

	/**
	 * What was gathered.
	 * @param searched whether files were looked for; otherwise only unfinished uploads
	 */
	RunPlan plan(boolean searched) {
		return new RunPlan(this.candidates, this.refused, this.unsettled, this.leftOut, this.withoutFiles,
				this.leftBehind, searched);
	}

	/** Frees what was found, so that memory is left to report the error. */
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
