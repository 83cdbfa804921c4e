package dev.longhaul.watch;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.JobDefinition.OnFailure;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.report.FolderHealth;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceFolder.Scan;
import dev.longhaul.upload.Cure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one definition, looked at again and again: events of the operating system
 * are lost at overflows and on network mounts, a look is not.
 */
final class WatchedFolder {

	private static final Logger log = LoggerFactory.getLogger(WatchedFolder.class);

	private final JobDefinition definition;

	private final RunPlanner planner;

	private final LookPlans plans;

	private final Function<Candidate, CompletableFuture<UploadOutcome>> uploads;

	private final Consumer<UploadOutcome> onOutcome;

	private final FailedUploads failed;

	private final FolderFailures failures;

	private final FolderProblems problems = new FolderProblems((problem) -> log.warn("{}", problem));

	private final StrayMarkers strayMarkers = new StrayMarkers((marker) -> log
		.warn("{} is a marker without its file; nothing is sent for it before that is there", marker));

	/**
	 * Files that were taken, as they were then; what is the same is not looked up again.
	 */
	private final Map<Path, SourceFile> taken = new HashMap<>();

	private final UnderWay underWay = new UnderWay();

	/**
	 * Uploads that failed and are not tried again, for their version was not there when
	 * they ended; it may come back. Noted by any thread, forgotten by the next look.
	 */
	private final Queue<UploadIdentity> dropped = new ConcurrentLinkedQueue<>();

	private volatile boolean closed;

	WatchedFolder(JobDefinition definition, WatchParts parts, Clock clock) {
		this.definition = definition;
		this.planner = parts.planners().apply(definition);
		this.plans = new LookPlans(definition, this.planner);
		this.uploads = parts.uploads();
		this.onOutcome = parts.onOutcome();
		this.failed = new FailedUploads(parts.nanoTime());
		this.failures = new FolderFailures(clock);
	}

	String name() {
		return this.definition.name();
	}

	/** Takes what has settled since the last look, and what is to be tried again. */
	void look() {
		forgetDropped();
		try {
			Scan scan = this.planner.look(this.definition);
			Set<String> now = scan.unreadable()
				.stream()
				.map((problem) -> problem.why().getMessage())
				.collect(Collectors.toSet());
			forgetMissing(scan);
			this.strayMarkers.now(scan.leftOut());
			List<SourceFile> fresh = scan.settled()
				.stream()
				.filter((file) -> !file.equals(this.taken.get(file.path())))
				.toList();
			if (!fresh.isEmpty() || this.plans.areWanted()) {
				RunPlan plan = this.plans.plan(fresh);
				plan.refused().forEach((refused) -> now.add(refused.message()));
				take(plan, fresh);
			}
			tell(now);
		}
		catch (SourceException ex) {
			tell(Set.of(ex.getMessage()));
		}
		beginLeftOver();
		this.failed.lookUp(this.planner::lookUp);
		this.underWay.withinRoom(this.failed.due()).forEach(this::begin);
	}

	private void tell(Set<String> problems) {
		this.problems.now(problems).forEach(this.failures::problem);
	}

	/**
	 * Begins what there is room for, what is left over first. A look that breaks off in
	 * between is made again: what is under way by then is not begun twice.
	 */
	private void take(RunPlan plan, List<SourceFile> fresh) {
		beginLeftOver();
		List<Candidate> wanted = plan.candidates()
			.stream()
			.filter((candidate) -> !LookPlans.isLeftOver(candidate) && !isDelivered(candidate)
					&& !this.failed.has(candidate.identity()))
			.toList();
		List<Candidate> begun = this.underWay.withinRoom(wanted);
		begun.forEach(this::begin);
		Set<Path> left = plan.refused()
			.stream()
			.map(UploadOutcome::file)
			.collect(Collectors.toCollection(HashSet::new));
		Set<Candidate> known = new HashSet<>(begun);
		wanted.stream()
			.filter((candidate) -> !known.contains(candidate))
			.forEach((candidate) -> left.add(candidate.identity().file()));
		fresh.stream()
			.filter((file) -> !left.contains(file.path()))
			.forEach((file) -> this.taken.put(file.path(), file));
		if (begun.size() < wanted.size()) {
			this.plans.want();
		}
	}

	private void beginLeftOver() {
		Queue<Candidate> leftOver = this.plans.leftOver();
		this.underWay.withinRoom(List.copyOf(leftOver)).forEach((candidate) -> {
			begin(candidate);
			leftOver.remove();
		});
	}

	/** Nothing is to be done for it, and there may be very many. */
	static boolean isDelivered(Candidate candidate) {
		return candidate.delivered() != null && !candidate.isToBeAborted();
	}

	private void forgetMissing(Scan scan) {
		Set<Path> there = new HashSet<>(scan.unsettled());
		scan.settled().forEach((file) -> there.add(file.path()));
		this.taken.keySet().retainAll(there);
		this.planner.forgetMissing(this.definition, there);
		this.failures.keep(there);
	}

	/** A writer that is at work sets the old time at its end, as {@code cp -p} does. */
	private void forgetDropped() {
		for (UploadIdentity version = this.dropped.poll(); version != null; version = this.dropped.poll()) {
			UploadIdentity gone = version;
			this.taken.computeIfPresent(gone.file(),
					(path, file) -> UploadIdentity.of(this.definition, file).equals(gone) ? null : file);
		}
	}

	/** From now on a look that is under way begins nothing. */
	void close() {
		this.closed = true;
	}

	private void begin(Candidate candidate) {
		if (this.closed || !this.underWay.add(candidate.identity())) {
			return;
		}
		var unused = beginSurely(candidate).whenComplete((outcome, failure) -> {
			try {
				if (outcome != null) {
					ended(candidate, outcome);
				}
				else {
					log.error("{} could not be begun", candidate.identity().file(), failure);
					this.failed.add(candidate);
				}
			}
			catch (RuntimeException | Error ex) {
				// nobody reads the Future
				log.error("{} has ended, but what became of it could not be told: {}; 'longhaul history' has it",
						candidate.identity().file(), ex.getMessage(), ex);
			}
			finally {
				this.underWay.remove(candidate.identity());
				// not before: a look begins nothing that is under way, and takes it for
				// begun
				if (outcome != null && outcome.result() == Result.FAILED && !this.failed.has(candidate.identity())) {
					this.dropped.add(candidate.identity());
				}
				if (candidate.named()) {
					this.plans.want();
				}
			}
		});
	}

	/** One that cannot be begun does not keep the look from the others. */
	private CompletableFuture<UploadOutcome> beginSurely(Candidate candidate) {
		try {
			return this.uploads.apply(candidate);
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void ended(Candidate candidate, UploadOutcome outcome) {
		this.plans.takeUp(candidate, outcome.upload());
		// one that changed is a new upload, which the next look finds; but no look finds
		// what is left of it in the store
		boolean curable = outcome.cure() == Cure.RERUN || outcome.cure() == Cure.PERSON;
		boolean goesOn = (curable && !isKeptThough(candidate)) || outcome.abortDue();
		boolean failed = outcome.result() == Result.FAILED && (goesOn || candidate.identity().isStillThere());
		if (failed || outcome.isToBeTakenAway()) {
			this.failed.add(candidate.goingOn(outcome.upload()));
		}
		else {
			this.failed.remove(candidate.identity());
		}
		this.failures.ended(outcome, failed);
		this.onOutcome.accept(outcome);
	}

	/** Whether nothing is done with what was sent of a version that is replaced. */
	private boolean isKeptThough(Candidate replaced) {
		return this.definition.onFailure() == OnFailure.KEEP && replaced.identity().isReplaced();
	}

	/** How it stands. */
	FolderHealth health(LookTimes times) {
		return new FolderHealth(name(), times.last(), times.took(), times.since(), this.underWay.size(),
				this.failed.size(), this.failures.count(), this.problems.count(), this.failures.last());
	}

}
