package dev.longhaul.cluster;

import org.jspecify.annotations.Nullable;

/**
 * One look at the queue at a time, whichever upload asked for it. A broker whose network
 * swallows packets takes long to be given up: many uploads would look one after the
 * other, and notice a stop only when it is their turn.
 */
final class SharedLook {

	private final RangeQueue queue;

	private volatile long looks;

	private @Nullable QueueUnusable outcome;

	SharedLook(RangeQueue queue) {
		this.queue = queue;
	}

	/**
	 * Looks; or takes the result of another thread's look that ended while this one
	 * waited.
	 * @throws QueueUnusable if requests can neither be put in nor taken
	 */
	void requireThere() {
		look(this.looks);
	}

	private synchronized void look(long seen) {
		if (this.looks == seen) {
			this.outcome = outcome();
			this.looks = seen + 1;
		}
		if (this.outcome != null) {
			throw this.outcome;
		}
	}

	private @Nullable QueueUnusable outcome() {
		try {
			this.queue.requireThere();
			return null;
		}
		catch (QueueUnusable ex) {
			return ex;
		}
	}

}
