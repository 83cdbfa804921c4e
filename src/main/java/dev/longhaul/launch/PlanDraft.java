package dev.longhaul.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.SourceSettings;
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

	/** Files that were named, and cannot be looked at. */
	final Map<Path, UploadOutcome> notSeen = new LinkedHashMap<>();

	final List<Path> unsettled = new ArrayList<>();

	final List<LeftOut> leftOut = new ArrayList<>();

	final List<Path> aside = new ArrayList<>();

	final List<String> withoutFiles = new ArrayList<>();

	final List<LeftBehind> leftBehind = new ArrayList<>();

	final Set<String> unseen = new HashSet<>();

	/** Uploads that this run does nothing for. */
	final Set<UploadIdentity> leftAlone = new HashSet<>();

	void refuse(JobDefinition definition, Path file, RuntimeException why) {
		this.refused.add(refusal(definition, file, why));
	}

	/** Refuses a file that was named, unless an unfinished upload is told of it. */
	void refuseNamed(JobDefinition definition, Path file, SourceException why) {
		this.notSeen.put(file, refusal(definition, file, why));
	}

	private static UploadOutcome refusal(JobDefinition definition, Path file, RuntimeException why) {
		Cure cure = (why instanceof SourceException) ? Cure.of(why) : Cure.PERSON;
		return UploadOutcome.refused(definition.name(), file, String.valueOf(why.getMessage()), cure);
	}

	/**
	 * Whether the search will find a file once it has settled. A marker may never come.
	 */
	boolean isWaitedFor(Path file, JobDefinition definition) {
		SourceSettings source = definition.source();
		return source.doneMarker() == null && file.startsWith(source.root()) && this.unsettled.contains(file);
	}

	/** The paths of what was found for a definition. */
	Set<String> found(JobDefinition definition) {
		return this.candidates.stream()
			.map(Candidate::identity)
			.filter((found) -> found.definition().equals(definition.name()))
			.map(UploadIdentity::path)
			.collect(Collectors.toSet());
	}

	/** Takes back what the search told of a file that is taken all the same. */
	void takeBack(Path file) {
		this.unsettled.remove(file);
		this.leftOut.removeIf((left) -> left.path().equals(file));
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

	/**
	 * Passes over what else was found of files whose uploads go on all the same, or say
	 * at their end what is wrong with the file: it would be counted twice.
	 */
	void tellOnceOf(List<Candidate> leftOver) {
		Map<Path, Candidate> told = new HashMap<>();
		leftOver.forEach((candidate) -> told.put(candidate.identity().file(), candidate));
		this.unsettled.removeIf((file) -> told.containsKey(file) && told.get(file).identity().isStillThere());
		this.notSeen.keySet().removeAll(told.keySet());
	}

	private static String folderOf(String path) {
		return path.substring(0, path.lastIndexOf('/'));
	}

	/**
	 * What was gathered.
	 * @param searched whether files were looked for; otherwise only unfinished uploads
	 */
	RunPlan plan(boolean searched) {
		this.refused.addAll(this.notSeen.values());
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
		clashes.keySet().forEach((candidate) -> this.leftAlone.add(candidate.identity()));
		this.refused.addAll(clashes.values());
	}

}
