package dev.longhaul.stub;

import java.util.HashMap;
import java.util.Map;

/**
 * A scripted fault: which requests it is for, how often it strikes, and what it does.
 * Begins with {@link #on(Op)}.
 */
public final class Fault {

	private final FaultMatch match;

	private final FaultSchedule schedule;

	private final FaultAction action;

	private final Map<String, Integer> occurrences = new HashMap<>();

	private long seen;

	private long hits;

	Fault(FaultMatch match, FaultSchedule schedule, FaultAction action) {
		this.match = match;
		this.schedule = schedule;
		this.action = action;
	}

	/** A fault for one operation, on every request unless it is narrowed. */
	public static FaultRule on(Op op) {
		return new FaultRule(new FaultMatch(op, null, 0), FaultSchedule.ALWAYS);
	}

	/** A fault for all operations. */
	public static FaultRule onAny() {
		return new FaultRule(new FaultMatch(null, null, 0), FaultSchedule.ALWAYS);
	}

	/** How often it has struck. */
	public synchronized long hits() {
		return this.hits;
	}

	/** Ends the stall of all requests that this fault stalls or would stall. */
	public void release() {
		if (this.action instanceof FaultAction.StallInBody stall) {
			stall.released().countDown();
		}
	}

	FaultAction action() {
		return this.action;
	}

	/** Counts every request that it is for, also one that another fault takes. */
	synchronized boolean isDueFor(RequestTarget target) {
		if (!this.match.matches(target)) {
			return false;
		}
		String name = target.op() + " " + target.key() + " " + target.partNumber();
		int occurrence = this.occurrences.merge(name, 1, Integer::sum);
		this.seen++;
		return this.seen > this.schedule.skip() && this.hits < this.schedule.times()
				&& this.schedule.chance().falls(name, occurrence);
	}

	synchronized void strike() {
		this.hits++;
	}

}
