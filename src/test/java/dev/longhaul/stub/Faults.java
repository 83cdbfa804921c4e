package dev.longhaul.stub;

import java.util.ArrayList;
import java.util.List;

/**
 * The faults that the stub has been told to make, asked in the order in which they were
 * added.
 */
public final class Faults {

	private final List<Fault> faults = new ArrayList<>();

	/** Returns the fault, to ask it for its hits or to release it. */
	public synchronized Fault add(Fault fault) {
		this.faults.add(fault);
		return fault;
	}

	/** Ends all stalls. */
	public synchronized void release() {
		this.faults.forEach(Fault::release);
	}

	/** Ends all stalls and forgets all faults. */
	public synchronized void clear() {
		release();
		this.faults.clear();
	}

	/** The first outcome that is due, and all companions. */
	synchronized FaultPlan planFor(RequestTarget target) {
		List<FaultAction> actions = new ArrayList<>();
		boolean settled = false;
		for (Fault fault : this.faults) {
			boolean settles = fault.action() instanceof FaultAction.Outcome;
			if (!fault.isDueFor(target) || (settles && settled)) {
				continue;
			}
			settled |= settles;
			fault.strike();
			actions.add(fault.action());
		}
		return new FaultPlan(actions);
	}

}
