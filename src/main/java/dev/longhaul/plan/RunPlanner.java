package dev.longhaul.plan;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.IfExists;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.UnusableKey;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.NamedUpload;
import dev.longhaul.history.UnfinishedUpload;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceFolder;

/**
 * Finds out what a run has to do: the files of the definitions, and beside them what
 * earlier runs left unfinished.
 */
public final class RunPlanner {

	/** How long a folder may be silent; one with very many files is not. */
	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final Definitions definitions;

	private final UploadHistory history;

	private final UnfinishedPlanner unfinished;

	private final Path home;

	private final Clock clock;

	private final BooleanSupplier stopping;

	private final Duration patience;

	/**
	 * A planner.
	 * @param home Longhaul's own folder, of which nothing is sent
	 * @param stopping whether the process is; then nobody wants a plan any more
	 */
	public RunPlanner(Definitions definitions, UploadHistory history, Path home, Clock clock,
			BooleanSupplier stopping) {
		this(definitions, history, home, clock, stopping, PATIENCE);
	}

	/** One with another patience with folders that do not answer. */
	public RunPlanner(Definitions definitions, UploadHistory history, Path home, Clock clock, BooleanSupplier stopping,
			Duration patience) {
		this.definitions = definitions;
		this.history = history;
		this.unfinished = new UnfinishedPlanner(definitions, history);
		this.home = home;
		this.clock = clock;
		this.stopping = stopping;
		this.patience = patience;
	}

	/**
	 * Plans a run. Refuses a file that would get the key of another one that is to be
	 * sent, or that was delivered and is still there, where the definition spares that
	 * one's object.
	 * @param files only these, settled or not; empty for all that the definitions find
	 * @param again whether delivered files are sent once more; they do not take the keys
	 * of others either
	 * @throws PlanningStopped if the process is stopped meanwhile
	 */
	public RunPlan plan(List<Path> files, boolean again) {
		PlanDraft draft = new PlanDraft();
		try {
			return plan(files, again, draft);
		}
		catch (OutOfMemoryError ex) {
			throw draft.full(ex);
		}
	}

	private RunPlan plan(List<Path> files, boolean again, PlanDraft draft) {
		if (files.isEmpty()) {
			scan(this.definitions.all(), draft);
			addNamedBefore((upload) -> false, draft);
		}
		else {
			new NamedFiles(this.definitions, this.clock, look()).add(files, draft);
		}
		List<UnfinishedUpload> unfinished = this.history.attempts().unfinished();
		refuseClashes(draft, again, KeyClashes::withDelivered);
		this.unfinished.addTo(draft, unfinished, files);
		return draft.plan(true);
	}

	private FileLook look() {
		return new FileLook(this.home, this.patience, this::requireRunning);
	}

	private void addNamedBefore(Predicate<NamedUpload> takenUp, PlanDraft draft) {
		new NamedBefore(this.definitions, this.home, this.clock, look(), takenUp).add(this.history.attempts().named(),
				draft);
	}

	/**
	 * How many files of the plan other definitions delivered as they are, to the same
	 * keys, by the names of these.
	 */
	public Map<String, Integer> deliveredByOthers(RunPlan plan) {
		return this.history.earlierDefinitions().of(plan.candidates());
	}

	/**
	 * Looks for files that a definition means.
	 * @throws SourceException if its folder cannot be read
	 */
	public SourceFolder.Scan look(JobDefinition definition) {
		SourceFolder.Scan scan = definition.folder(this.home).scan(this.clock);
		this.history.met().followed(definition.name(), scan.links());
		return scan;
	}

	/**
	 * Whether another command has failed at a file that {@code --file} named, since this
	 * was last asked.
	 */
	public boolean hasFailedByName(JobDefinition definition) {
		return this.history.met().hasFailedByName(definition.name());
	}

	/** Notes for each of the candidates whether it was delivered. */
	public void lookUp(List<Candidate> candidates) {
		this.history.lookUp(candidates);
	}

	/**
	 * Says which files a look of a watch has found, settled or not: what was met of
	 * others is of no use any more.
	 */
	public void forgetMissing(JobDefinition definition, Set<Path> there) {
		this.history.met().keep(definition.name(), there);
	}

	/**
	 * Plans for files of one definition that a look of a watch found; those of earlier
	 * looks hold their keys too. Files that {@code --file} named are among them, as they
	 * are by now, also where another command has failed at them since.
	 * @param leftOver whether uploads of which only the repository knows are taken up too
	 * @param takenUp which uploads earlier looks took up, by their numbers
	 */
	public RunPlan found(JobDefinition definition, List<SourceFile> files, boolean leftOver, LongPredicate takenUp) {
		PlanDraft draft = new PlanDraft();
		files.forEach((file) -> add(definition, file, draft));
		List<UnfinishedUpload> unfinished = leftOver ? this.history.attempts().unfinished() : List.of();
		addNamedBefore((upload) -> takenUp.test(upload.number()) || (!leftOver && upload.inOtherHands()), draft);
		refuseClashes(draft, false, KeyClashes::withHeld);
		if (leftOver) {
			this.unfinished.addTo(draft, unfinished, List.of());
		}
		return draft.plan(true);
	}

	private void refuseClashes(PlanDraft draft, boolean again, KeyClashes.Finder finder) {
		draft.lookUp(this.history);
		draft.refuse(new UnlistedKeys(this.definitions, this.history).among(draft.candidates()));
		KeyClashes clashes = new KeyClashes(this.history, again);
		draft.refuse(clashes.among(draft.candidates(), (candidate) -> ifExists(candidate) == IfExists.OVERWRITE));
		draft.refuse(finder.find(clashes,
				draft.candidates().stream().filter((candidate) -> mayReplace(candidate, again)).toList()));
	}

	/** Whether it is perhaps to be sent, and must not take the key of another one. */
	private boolean mayReplace(Candidate candidate, boolean again) {
		return (again || candidate.delivered() == null) && ifExists(candidate) == IfExists.REPLACE;
	}

	private IfExists ifExists(Candidate candidate) {
		return this.definitions.get(candidate.identity().definition()).destination().ifExists();
	}

	/**
	 * In the order of the definitions, whichever folder answers first. One that does not
	 * answer holds up none of the others: it is waited for when they are through.
	 */
	private void scan(List<JobDefinition> all, PlanDraft draft) {
		Deque<FolderScan> begun = new ArrayDeque<>();
		try {
			for (JobDefinition definition : all) {
				begun.add(FolderScan.begin(definition, this.home, this.clock, this::requireRunning));
				begun.getLast().hesitate();
				while (!begun.isEmpty() && begun.getFirst().search().isAnswered()) {
					add(begun.remove(), draft);
				}
			}
			while (!begun.isEmpty()) {
				add(begun.remove(), draft);
			}
		}
		finally {
			begun.forEach(FolderScan::giveUp);
		}
	}

	private void add(FolderScan begun, PlanDraft draft) {
		JobDefinition definition = begun.definition();
		try {
			SourceFolder.Scan scan = begun.result(this.patience);
			this.history.met().followed(definition.name(), scan.links());
			scan.settled().forEach((file) -> add(definition, file, draft));
			draft.found(definition, scan);
		}
		catch (SourceException ex) {
			draft.unseen(definition, ex);
		}
	}

	private void requireRunning() {
		if (this.stopping.getAsBoolean()) {
			throw new PlanningStopped();
		}
	}

	private void add(JobDefinition definition, SourceFile file, PlanDraft draft) {
		try {
			draft.want(Candidate.wanted(definition, file, this.clock));
		}
		catch (UnusableKey ex) {
			draft.refuse(definition, file.path(), ex);
		}
	}

}
