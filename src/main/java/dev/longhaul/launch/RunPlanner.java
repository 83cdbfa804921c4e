package dev.longhaul.launch;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.IfExists;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.KeyTemplate;
import dev.longhaul.definition.UnusableKey;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.source.OwnFiles;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceFolder;
import dev.longhaul.source.SourceGone;
import dev.longhaul.upload.Cure;

/**
 * Finds out what a run has to do: the files of the definitions, and the uploads that
 * earlier runs left unfinished.
 */
public final class RunPlanner {

	private final Definitions definitions;

	private final Supplier<Definitions> inUse;

	private final UploadHistory history;

	private final Path home;

	private final Clock clock;

	/**
	 * A planner.
	 * @param inUse all of this process, which may take the same files
	 * @param home Longhaul's own folder, of which nothing is sent
	 */
	public RunPlanner(Definitions definitions, Supplier<Definitions> inUse, UploadHistory history, Path home,
			Clock clock) {
		this.definitions = definitions;
		this.inUse = inUse;
		this.history = history;
		this.home = home;
		this.clock = clock;
	}

	/**
	 * Plans a run. A file is refused that would get the key of another one that is to be
	 * sent, or was delivered and is still there, where its definition spares that one's
	 * object.
	 * @param files only these, settled or not; empty for all that the definitions find
	 */
	public RunPlan plan(List<Path> files) {
		return plan(files, false);
	}

	/**
	 * The same.
	 * @param again whether delivered files are sent once more; they do not take the keys
	 * of others either
	 */
	public RunPlan plan(List<Path> files, boolean again) {
		Findings findings = new Findings();
		try {
			return plan(files, again, findings);
		}
		catch (OutOfMemoryError ex) {
			throw findings.full(ex);
		}
	}

	private RunPlan plan(List<Path> files, boolean again, Findings findings) {
		if (files.isEmpty()) {
			this.definitions.all().forEach((definition) -> scan(definition, findings));
		}
		else {
			files.stream()
				.map((file) -> file.toAbsolutePath().normalize())
				.distinct()
				.forEach((file) -> single(file, findings));
		}
		refuseClashes(findings, again, KeyClashes::withDelivered);
		refuseShared(findings, this.inUse.get().all(), again);
		addUnfinished(findings, files);
		return new RunPlan(findings.candidates, findings.refused, findings.unsettled, findings.leftOut,
				findings.withoutFiles, findings.leftBehind, true);
	}

	/**
	 * Looks for files that a definition means.
	 * @throws SourceException if its folder cannot be read
	 */
	public SourceFolder.Scan look(JobDefinition definition) {
		return definition.folder(this.home).scan(this.clock);
	}

	/**
	 * Plans for files of one definition that a look of a watch found; those of earlier
	 * looks hold their keys too.
	 * @param leftOver whether uploads of which only the repository knows are taken up too
	 */
	public RunPlan found(JobDefinition definition, List<SourceFile> files, boolean leftOver) {
		Findings findings = new Findings();
		files.forEach((file) -> add(definition, file, findings));
		refuseClashes(findings, false, KeyClashes::withHeld);
		refuseShared(findings, this.inUse.get().all(), false);
		if (leftOver) {
			addUnfinished(findings, List.of());
		}
		return new RunPlan(findings.candidates, findings.refused, List.of(), List.of(), List.of(), List.of(), true);
	}

	/**
	 * Plans a run over what earlier runs left unfinished, and nothing else. One is
	 * refused whose key another file was delivered under meanwhile that is still there;
	 * where its own file is gone nothing is sent, and it is aborted.
	 * @param uploads only those of these numbers; empty for all
	 */
	public RunPlan unfinished(Set<Long> uploads) {
		Findings findings = leftUnfinished(uploads);
		findings.refuse(new KeyClashes(this.history, false).withDelivered(findings.candidates.stream()
			.filter((candidate) -> mayReplace(candidate, true))
			.filter((candidate) -> candidate.identity().isStillThere())
			.toList()));
		// nobody named those that are disabled: they are at hand to finish what they
		// began
		refuseShared(findings, this.inUse.get().all().stream().filter(JobDefinition::enabled).toList(), false);
		return RunPlan.unfinished(findings.candidates, findings.refused);
	}

	private Findings leftUnfinished(Set<Long> uploads) {
		Findings findings = new Findings();
		for (UnfinishedUpload unfinished : this.history.attempts().unfinished()) {
			if ((uploads.isEmpty() || uploads.contains(unfinished.number()))
					&& this.definitions.knows(unfinished.identity().definition()) && isNamed(unfinished, findings)) {
				findings.candidates.add(goesThere(unfinished.identity())
						? Candidate.wanted(unfinished.identity(), unfinished.key()) : unfinished.leftOver());
			}
		}
		return findings;
	}

	/** Whether its definition still sends there; else it ends, and is not begun anew. */
	private boolean goesThere(UploadIdentity identity) {
		return this.definitions.get(identity.definition())
			.destination()
			.address()
			.identity()
			.equals(identity.destination());
	}

	/**
	 * Plans the end of unfinished uploads.
	 * @param uploads their numbers
	 * @param why for the report
	 */
	public RunPlan ending(Set<Long> uploads, String why) {
		Findings unfinished = leftUnfinished(uploads);
		return RunPlan.unfinished(unfinished.candidates.stream().map((candidate) -> candidate.ended(why)).toList(),
				unfinished.refused);
	}

	/**
	 * Unfinished uploads whose definition is not at hand.
	 * @param uploads only those of these numbers; empty for all
	 */
	public List<LeftBehind> leftBehind(Set<Long> uploads) {
		return this.history.attempts()
			.unfinished()
			.stream()
			.filter((upload) -> uploads.isEmpty() || uploads.contains(upload.number()))
			.map((upload) -> new LeftBehind(upload.number(), upload.identity()))
			.filter((upload) -> !this.definitions.knows(upload.identity().definition()))
			.toList();
	}

	/** How the upload of this number stands. */
	public Standing standing(long upload) {
		return this.history.attempts().standing(upload);
	}

	private void refuseClashes(Findings findings, boolean again, KeyClashes.Finder finder) {
		findings.lookUp(this.history);
		KeyClashes clashes = new KeyClashes(this.history, again);
		findings.refuse(clashes.among(findings.candidates));
		findings.refuse(finder.find(clashes,
				findings.candidates.stream().filter((candidate) -> mayReplace(candidate, again)).toList()));
	}

	private void refuseShared(Findings findings, List<JobDefinition> taking, boolean again) {
		findings
			.refuse(new SharedFiles(taking, this.home, this.history.delivered(), again).waiting(findings.candidates));
	}

	/** Whether it is perhaps to be sent, and must not take the key of another one. */
	private boolean mayReplace(Candidate candidate, boolean again) {
		return (again || candidate.delivered() == null)
				&& this.definitions.get(candidate.identity().definition()).destination().ifExists() == IfExists.REPLACE;
	}

	private void scan(JobDefinition definition, Findings findings) {
		Path root = definition.source().root();
		try {
			SourceFolder.Scan scan = look(definition);
			scan.settled().forEach((file) -> add(definition, file, findings));
			findings.unsettled.addAll(scan.unsettled());
			findings.leftOut.addAll(scan.leftOut());
			findings.aside.addAll(scan.aside());
			if (scan.isEmpty()) {
				findings.withoutFiles.add(definition.name());
			}
			scan.unreadable().forEach((problem) -> findings.refuse(definition, root, problem));
		}
		catch (SourceException ex) {
			// perhaps only not mounted: its unfinished uploads are not judged by that
			findings.unseen.add(definition.name());
			findings.refuse(definition, root, ex);
		}
	}

	private void single(Path file, Findings findings) {
		JobDefinition definition = definitionOf(file);
		try {
			SourceFile found = SourceFile.of(file);
			new OwnFiles(this.home).refuse(file, definition.source().root());
			add(definition, found, findings);
		}
		catch (SourceGone ex) {
			findings.refuse(definition, file, SourceGone.asNamed(file));
		}
		catch (SourceException ex) {
			findings.refuse(definition, file, ex);
		}
	}

	/** The one definition, or the one whose folder holds the file. */
	private JobDefinition definitionOf(Path file) {
		List<JobDefinition> fitting = this.definitions.all();
		if (fitting.size() > 1) {
			fitting = fitting.stream().filter((definition) -> file.startsWith(definition.source().root())).toList();
		}
		if (fitting.size() != 1) {
			throw new AmbiguousFile(file, fitting.stream().map(JobDefinition::name).toList());
		}
		return fitting.get(0);
	}

	private void add(JobDefinition definition, SourceFile file, Findings findings) {
		Path root = definition.source().root();
		Path relative = file.path().startsWith(root) ? root.relativize(file.path()) : file.path().getFileName();
		try {
			String key = definition.destination()
				.keyTemplate()
				.keyOf(new KeyTemplate.Subject(relative, file.modified(), definition.name(), this.clock));
			findings.candidates.add(Candidate.wanted(UploadIdentity.of(definition, file), key));
		}
		catch (UnusableKey ex) {
			findings.refuse(definition, file.path(), ex);
		}
	}

	/**
	 * Uploads of which only the repository knows: their file has changed, is gone, or is
	 * not meant any more. Their job finds out which and ends in order, before the next
	 * version of the file is begun.
	 */
	private void addUnfinished(Findings findings, List<Path> files) {
		List<UnfinishedUpload> unfinished = this.history.attempts().unfinished();
		findings.leaveOutStrays(unfinished);
		Set<UploadIdentity> known = among(unfinished, findings.candidates);
		Set<String> wanted = new HashSet<>();
		files.forEach((file) -> wanted.add(file.toAbsolutePath().normalize().toString()));
		Set<String> names = new HashSet<>();
		this.definitions.all().forEach((definition) -> names.add(definition.name()));
		names.removeAll(findings.unseen);
		known.addAll(findings.clashing);
		List<Candidate> leftOver = new ArrayList<>();
		for (UnfinishedUpload upload : unfinished) {
			UploadIdentity identity = upload.identity();
			if (!this.definitions.knows(identity.definition())) {
				findings.leftBehind.add(new LeftBehind(upload.number(), identity));
			}
			if (upload.asked()) {
				// an abort that was asked for and refused is not undone by the next run
				findings.candidates.replaceAll(upload::asAsked);
			}
			boolean meant = wanted.isEmpty() || wanted.contains(identity.path());
			if (meant && names.contains(identity.definition()) && known.add(identity) && isNamed(upload, findings)) {
				leftOver.add(upload.leftOver());
			}
		}
		findings.candidates.addAll(0, leftOver);
	}

	/** Those of the unfinished uploads, mostly few, that are candidates already. */
	private static Set<UploadIdentity> among(List<UnfinishedUpload> unfinished, List<Candidate> candidates) {
		Set<UploadIdentity> identities = new HashSet<>();
		unfinished.forEach((upload) -> identities.add(upload.identity()));
		Set<UploadIdentity> known = new HashSet<>();
		candidates.stream().map(Candidate::identity).filter(identities::contains).forEach(known::add);
		return known;
	}

	/**
	 * Whether this process can name the file. If not, it cannot look whether it is there,
	 * and the upload waits for one that can.
	 */
	private boolean isNamed(UnfinishedUpload upload, Findings findings) {
		try {
			upload.identity().file();
			return true;
		}
		catch (SourceException ex) {
			JobDefinition definition = this.definitions.get(upload.identity().definition());
			findings.refused.add(UploadOutcome.refused(definition.name(), definition.source().root(),
					"upload %d is left as it is: %s".formatted(upload.number(), ex.getMessage()), Cure.of(ex)));
			return false;
		}
	}

}
