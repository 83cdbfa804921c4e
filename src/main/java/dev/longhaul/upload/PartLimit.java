package dev.longhaul.upload;

import java.util.function.LongSupplier;

import com.netflix.concurrency.limits.limit.VegasLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;

/**
 * How many parts are in flight at once, found out on the way, by TCP Vegas: one more
 * while the others go on as fast as they did alone, one less when they only take longer
 * for it, half as many when the store or the line let one down.
 */
public final class PartLimit {

	private static final int FIRST = 8;

	/** Longer than any part takes. */
	private static final long FOR_EVER = Long.MAX_VALUE / 2;

	private static final double MIB = 1 << 20;

	private final LongSupplier nanoTime;

	private final VegasLimit limit;

	private final SimpleLimiter<Void> inFlight;

	private final PartGate gate;

	/** Guarded by this, as is each sample, in which Vegas reads it. */
	private boolean halving;

	/** Guarded by this: a try that began before the last halving does not halve again. */
	private int halvings;

	/**
	 * A limit that has seen nothing yet.
	 * @param most it never goes beyond
	 * @param nanoTime as {@link System#nanoTime()}
	 */
	public PartLimit(int most, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.limit = VegasLimit.newBuilder()
			.initialLimit(FIRST)
			.maxConcurrency(most)
			.decrease((parts) -> this.halving ? Math.floor(parts / 2) : parts - 1)
			.build();
		this.inFlight = SimpleLimiter.newBuilder().limit(this.limit).clock(nanoTime::getAsLong).build();
		this.gate = new PartGate(this.inFlight);
	}

	/** The parts that may be in flight now. */
	public int parts() {
		return this.limit.getLimit();
	}

	/** Waits until one more part may be in flight. An interrupt ends the wait. */
	public PartPlace enter() {
		// what is measured is a part's tries
		return this.gate.enter().map((listener) -> PartPlace.leftOnce(listener::onIgnore)).orElse(PartPlace.UNCOUNTED);
	}

	Tries tries() {
		return new Tries();
	}

	/**
	 * All parts in flight meet the same trouble at about the same time; it is one.
	 * @param since the halvings when the try began
	 */
	private synchronized void halve(int since) {
		if (since != this.halvings) {
			return;
		}
		int before = parts();
		this.halving = true;
		// Vegas takes the first sample, and one now and then, only as its baseline
		for (int samples = 0; samples < 2 && parts() == before; samples++) {
			sample(this.nanoTime.getAsLong(), FOR_EVER, true);
		}
		this.halving = false;
		this.halvings++;
	}

	/**
	 * Tells Vegas of a try.
	 * @param failed then the limit is decreased whatever the time
	 */
	private synchronized void sample(long begun, long time, boolean failed) {
		this.limit.onSample(begun, time, this.inFlight.getInflight(), failed);
	}

	private synchronized int halvings() {
		return this.halvings;
	}

	/** The tries of one part. */
	final class Tries {

		private int made;

		private long begun;

		private int since;

		/** A further try means that the store said SlowDown, broke down or was silent. */
		void begin() {
			if (this.made > 0) {
				halve(this.since);
			}
			this.made++;
			this.begun = PartLimit.this.nanoTime.getAsLong();
			this.since = halvings();
		}

		/** Says that the part arrived. Its time is counted by size: files differ. */
		void arrived(long bytes) {
			if (this.made == 1 && bytes >= MIB) {
				long time = (long) ((PartLimit.this.nanoTime.getAsLong() - this.begun) / (bytes / MIB));
				sample(this.begun, Math.max(1, time), false);
			}
		}

	}

}
