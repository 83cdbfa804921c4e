package dev.longhaul.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.SourceSettings;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.UnfinishedUpload;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.machine.HeapFull;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFolder;
import dev.longhaul.upload.Cure;

/**
 * What the search for the work of a run gathers, until it is a plan.
 */
final class PlanDraft {

	private static final String STRAY = "a delivered file that was put aside to be taken away, and no upload here knows "
			+ "of it; give it its name again or delete it";

	private final List<Candidate> candidates = new ArrayList<>();

	private final List<UploadOutcome> refused = new ArrayList<>();

	/** Files that were named, and cannot be looked at. */
	private final Map<Path, UploadOutcome> notSeen = new LinkedHashMap<>();

	private final List<NotTaken> unsettled = new ArrayList<>();

	private final List<NotTaken> leftOut = new ArrayList<>();

	private final List<NotTaken> aside = new ArrayList<>();

	private final List<String> withoutFiles = new ArrayList<>();

	private final List<LeftBehind> leftBehind = new ArrayList<>();

	/** Definitions whose folder did not answer. */
	private final Set<String> unseen = new HashSet<>();

	private final Set<UploadIdentity> leftAlone = new HashSet<>();

	/** Takes what is to be sent, or to be ended. */
	void want(Candidate candidate) {
		this.candidates.add(candidate);
	}

	/** Takes uploads that nobody asked for, before all else. */
	void wantFirst(List<Candidate> leftOver) {
		tellOnceOf(leftOver);
		this.candidates.addAll(0, leftOver);
	}

	List<Candidate> candidates() {
		return Collections.unmodifiableList(this.candidates);
	}

	void replaceEach(UnaryOperator<Candidate> change) {
		this.candidates.replaceAll(change);
	}

	/** Has the candidates know what the history tells of their files. */
	void lookUp(UploadHistory history) {
		history.lookUp(this.candidates);
	}

	/** Takes what else a folder holds than files to send. */
	void found(JobDefinition definition, SourceFolder.Scan scan) {
		scan.unsettled().forEach((file) -> this.unsettled.add(unsettled(definition, file)));
		scan.leftOut().forEach((left) -> this.leftOut.add(new NotTaken(definition.name(), left.path(), left.why())));
		scan.aside().forEach((file) -> this.aside.add(new NotTaken(definition.name(), file, STRAY)));
		if (scan.isEmpty()) {
			this.withoutFiles.add(definition.name());
		}
		scan.unreadable().forEach((problem) -> refuse(definition, problem.path(), problem.why()));
	}

	/**
	 * Notes a folder that did not answer: perhaps it is only not mounted, so its
	 * unfinished uploads are not judged by that.
	 */
	void unseen(JobDefinition definition, SourceException why) {
		this.unseen.add(definition.name());
		refuse(definition, definition.source().root(), why);
	}

	boolean isSeen(String definition) {
		return !this.unseen.contains(definition);
	}

	/** Leaves a file for a later run, for it has not settled. */
	void leaveUnsettled(JobDefinition definition, Path file) {
		takeBack(definition, file);
		this.unsettled.add(unsettled(definition, file));
	}

	private static NotTaken unsettled(JobDefinition definition, Path file) {
		return unsettled(definition.name(), file);
	}

	private static NotTaken unsettled(String definition, Path file) {
		return new NotTaken(definition, file, "not settled yet");
	}

	/** Has this run do nothing for an upload. */
	void leaveAlone(UploadIdentity upload) {
		this.leftAlone.add(upload);
	}

	boolean isLeftAlone(UploadIdentity upload) {
		return this.leftAlone.contains(upload);
	}

	/** Notes an upload whose definition is not at hand. */
	void leaveBehind(UnfinishedUpload upload) {
		this.leftBehind.add(LeftBehind.of(upload));
	}

	void refuse(JobDefinition definition, Path file, RuntimeException why) {
		refuse(refusal(definition, file, why));
	}

	void refuse(UploadOutcome refusal) {
		this.refused.add(refusal);
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
		return source.doneMarker() == null && file.startsWith(source.root())
				&& this.unsettled.contains(unsettled(definition, file));
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
	void takeBack(JobDefinition definition, Path file) {
		this.unsettled.remove(unsettled(definition, file));
		this.leftOut.removeIf((left) -> left.definition().equals(definition.name()) && left.path().equals(file));
	}

	/**
	 * Leaves out what was put aside in folders where no unfinished upload has a file: the
	 * repository that knows of it is lost, or is another one.
	 */
	void leaveOutStrays(List<UnfinishedUpload> unfinished) {
		Set<String> atWork = new HashSet<>();
		unfinished.forEach((upload) -> atWork.add(folderOf(upload.identity().path())));
		this.aside.stream()
			.filter((stray) -> !atWork.contains(folderOf(stray.path().toString())))
			// its upload may have ended since the folder was looked at
			.filter((stray) -> !Files.notExists(stray.path()))
			.forEach(this.leftOut::add);
	}

	/**
	 * Passes over what else was found of files whose uploads go on all the same, or say
	 * at their end what is wrong with the file: it would be counted twice.
	 */
	private void tellOnceOf(List<Candidate> leftOver) {
		Map<NotTaken, UploadIdentity> told = new HashMap<>();
		for (Candidate candidate : leftOver) {
			UploadIdentity identity = candidate.identity();
			told.put(unsettled(identity.definition(), identity.file()), identity);
			this.notSeen.remove(identity.file());
		}
		this.unsettled.removeIf((file) -> told.containsKey(file) && told.get(file).isStillThere());
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
