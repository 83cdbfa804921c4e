package dev.longhaul.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.Destination;
import dev.longhaul.definition.IfExists;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.Standing;
import dev.longhaul.history.UnfinishedUpload;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.source.SourceException;
import dev.longhaul.upload.Cure;

/**
 * Finds out what is to be done with the uploads that earlier runs left unfinished: to go
 * on with them, or to end them.
 */
public final class UnfinishedPlanner {

	private final Definitions definitions;

	private final UploadHistory history;

	public UnfinishedPlanner(Definitions definitions, UploadHistory history) {
		this.definitions = definitions;
		this.history = history;
	}

	/**
	 * Plans to go on with them, and nothing else. An upload is refused if another file,
	 * which is still there, was delivered under its key meanwhile; where its own file is
	 * gone nothing is sent, and it is aborted.
	 * @param uploads only those of these numbers; empty for all
	 */
	public RunPlan goingOn(Set<Long> uploads) {
		PlanDraft draft = find(uploads);
		draft.refuse(new KeyClashes(this.history, false).withDelivered(draft.candidates()
			.stream()
			.filter((candidate) -> destination(candidate.identity()).ifExists() == IfExists.REPLACE)
			.filter((candidate) -> candidate.identity().isStillThere())
			.toList()));
		return draft.plan(false);
	}

	/**
	 * Plans their end.
	 * @param uploads their numbers
	 * @param why for the report
	 */
	public RunPlan aborting(Set<Long> uploads, String why) {
		PlanDraft draft = find(uploads);
		draft.replaceEach((candidate) -> candidate.toBeAborted(why));
		return draft.plan(false);
	}

	/**
	 * Those whose definition is not at hand.
	 * @param uploads only those of these numbers; empty for all
	 */
	public List<LeftBehind> leftBehind(Set<Long> uploads) {
		return this.history.attempts()
			.unfinished()
			.stream()
			.filter((upload) -> uploads.isEmpty() || uploads.contains(upload.number()))
			.map(LeftBehind::of)
			.filter((upload) -> !this.definitions.knows(upload.identity().definition()))
			.toList();
	}

	/** The numbers of all unfinished uploads of a file, of whatever definition. */
	public List<Long> uploadsOf(Path file) {
		return this.history.attempts()
			.of(file.toString())
			.filter((number) -> standing(number) == Standing.UNFINISHED)
			.toList();
	}

	/** How the upload of this number stands. */
	public Standing standing(long upload) {
		return this.history.standing(upload);
	}

	/**
	 * Adds those of which only the repository knows: their file has changed, is gone, or
	 * is not meant any more. Their job finds out which and ends in order, before the next
	 * version of the file is begun.
	 * @param unfinished all of them
	 * @param files only these; empty for all
	 */
	void addTo(PlanDraft draft, List<UnfinishedUpload> unfinished, List<Path> files) {
		draft.leaveOutStrays(unfinished);
		// an abort that was asked for and refused is not undone by this run
		Set<UploadIdentity> known = goOn(unfinished, draft);
		Set<String> wanted = paths(files, draft);
		Set<String> names = new HashSet<>();
		this.definitions.all().stream().map(JobDefinition::name).filter(draft::isSeen).forEach(names::add);
		List<Candidate> leftOver = new ArrayList<>();
		for (UnfinishedUpload upload : unfinished) {
			UploadIdentity identity = upload.identity();
			if (!this.definitions.knows(identity.definition())) {
				draft.leaveBehind(upload);
			}
			boolean meant = wanted.isEmpty() || wanted.contains(identity.path());
			if (meant && names.contains(identity.definition()) && known.add(identity) && !draft.isLeftAlone(identity)
					&& isNamed(upload, draft)) {
				leftOver.add(upload.leftOver());
			}
		}
		draft.wantFirst(leftOver);
	}

	/** Of files, as they were named and as their definitions spell them. */
	private static Set<String> paths(List<Path> named, PlanDraft draft) {
		Set<String> paths = new HashSet<>();
		if (!named.isEmpty()) {
			named.forEach((file) -> paths.add(file.toAbsolutePath().normalize().toString()));
			draft.candidates().forEach((candidate) -> paths.add(candidate.identity().path()));
		}
		return paths;
	}

	/** Has candidates go on with their unfinished uploads; returns those, mostly few. */
	private static Set<UploadIdentity> goOn(List<UnfinishedUpload> unfinished, PlanDraft draft) {
		Map<UploadIdentity, UnfinishedUpload> uploads = new HashMap<>();
		unfinished.forEach((upload) -> uploads.put(upload.identity(), upload));
		Set<UploadIdentity> known = new HashSet<>();
		draft.replaceEach((candidate) -> {
			UnfinishedUpload upload = uploads.get(candidate.identity());
			if (upload == null) {
				return candidate;
			}
			known.add(upload.identity());
			return upload.goneOnWithBy(candidate);
		});
		return known;
	}

	private PlanDraft find(Set<Long> uploads) {
		PlanDraft draft = new PlanDraft();
		for (UnfinishedUpload unfinished : this.history.attempts().unfinished()) {
			if ((uploads.isEmpty() || uploads.contains(unfinished.number()))
					&& this.definitions.knows(unfinished.identity().definition()) && isNamed(unfinished, draft)) {
				// else it ends, and is not begun anew
				draft.want(unfinished.identity().goesTo(destination(unfinished.identity()))
						? unfinished.wanted(!uploads.isEmpty()) : unfinished.leftOver());
			}
		}
		return draft;
	}

	private Destination destination(UploadIdentity identity) {
		return this.definitions.get(identity.definition()).destination();
	}

	/**
	 * Whether this process can name the file. If not, it cannot look whether it is there,
	 * and the upload waits for one that can.
	 */
	private boolean isNamed(UnfinishedUpload upload, PlanDraft draft) {
		try {
			upload.identity().file();
			return true;
		}
		catch (SourceException ex) {
			JobDefinition definition = this.definitions.get(upload.identity().definition());
			draft.refuse(UploadOutcome.refused(definition.name(), definition.source().root(),
					"upload %d is left as it is: %s".formatted(upload.number(), ex.getMessage()), Cure.of(ex)));
			return false;
		}
	}

}
