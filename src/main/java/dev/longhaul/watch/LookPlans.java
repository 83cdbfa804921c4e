package dev.longhaul.watch;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.history.Candidate;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.source.SourceFile;

/**
 * Plans for what looks at one folder find, and for what no look finds: the repository
 * alone knows what earlier runs left unfinished, and which files {@code --file} named.
 */
final class LookPlans {

	private final JobDefinition definition;

	private final RunPlanner planner;

	/**
	 * What earlier runs left unfinished, until there is room for it. It is asked for
	 * once: what fails of it waits for its next try as all else does.
	 */
	private final Queue<Candidate> leftOver = new ArrayDeque<>();

	private boolean leftOverKnown;

	/** Uploads that this watch took up, of files that {@code --file} named. */
	private final Set<Long> takenUp = ConcurrentHashMap.newKeySet();

	/** Whether a plan is wanted though a look has found nothing. Said by any thread. */
	private final AtomicBoolean wanted = new AtomicBoolean(true);

	LookPlans(JobDefinition definition, RunPlanner planner) {
		this.definition = definition;
		this.planner = planner;
	}

	/** Has the next look plan, whatever it finds. */
	void want() {
		this.wanted.set(true);
	}

	/** Whether a plan is wanted; it is where another command failed at a named file. */
	boolean areWanted() {
		if (this.planner.hasFailedByName(this.definition)) {
			want();
		}
		return this.wanted.get();
	}

	/** Notes that this watch has an upload, and what becomes of it is its own matter. */
	void takeUp(Candidate candidate, long upload) {
		if (candidate.named()) {
			this.takenUp.add(upload);
		}
	}

	/** Uploads that were left unfinished and not begun by this watch; to be drained. */
	Queue<Candidate> leftOver() {
		return this.leftOver;
	}

	/**
	 * Plans for files that a look found. One that is not settled, or is refused, is
	 * judged anew by the next look: the other file of the same key may be gone then.
	 */
	RunPlan plan(List<SourceFile> fresh) {
		// before: an upload that ends meanwhile wants the next plan
		this.wanted.set(false);
		boolean complete = false;
		try {
			RunPlan plan = this.planner.found(this.definition, fresh, !this.leftOverKnown, this.takenUp::contains);
			plan.candidates()
				.stream()
				.filter((candidate) -> isLeftOver(candidate) && !WatchedFolder.isDelivered(candidate))
				.forEach((candidate) -> {
					takeUp(candidate, candidate.unfinished());
					this.leftOver.add(candidate);
				});
			this.leftOverKnown = true;
			complete = plan.refused().isEmpty() && plan.unsettled().isEmpty();
			return plan;
		}
		finally {
			if (!complete) {
				want();
			}
		}
	}

	static boolean isLeftOver(Candidate candidate) {
		return candidate.unfinished() != 0;
	}

}
