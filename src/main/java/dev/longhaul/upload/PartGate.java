package dev.longhaul.upload;

import java.time.Duration;
import java.util.Optional;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limiter.BlockingLimiter;

/**
 * Where parts wait until one more may go. The limiter behind it waits for an hour at
 * most, and a part of 5 GiB may take longer.
 */
final class PartGate {

	private final Limiter<Void> limiter;

	PartGate(Limiter<Void> limiter) {
		this(limiter, BlockingLimiter.MAX_TIMEOUT.dividedBy(2));
	}

	/**
	 * A gate.
	 * @param once how long each look lasts
	 */
	PartGate(Limiter<Void> limiter, Duration once) {
		this.limiter = BlockingLimiter.wrap(limiter, once);
	}

	/** Waits. Nothing comes of it if the thread is interrupted. */
	Optional<Limiter.Listener> enter() {
		Optional<Limiter.Listener> entered = this.limiter.acquire(null);
		while (entered.isEmpty() && !Thread.currentThread().isInterrupted()) {
			entered = this.limiter.acquire(null);
		}
		return entered;
	}

}
