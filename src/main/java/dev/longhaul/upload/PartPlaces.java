package dev.longhaul.upload;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.SettableLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;

/**
 * Limits the parts sent at once. A part whose bytes are all written only waits for its
 * answer and checkpoint; it gives its place to the next one.
 */
public final class PartPlaces {

	/** Each has buffers and a connection, and is sent again after a kill. */
	private static final int MOST_WAITING = 4;

	private final SettableLimit places;

	private final PartGate gate;

	/** So many places. */
	public PartPlaces(int places) {
		this.places = SettableLimit.startingAt(places);
		this.gate = new PartGate(SimpleLimiter.newBuilder().limit(this.places).build());
	}

	/**
	 * The threads that keep so many places taken: half as many more, for parts that wait.
	 * With one place there is no extra thread, so parts go strictly one by one.
	 */
	public static int threads(int places) {
		return places + Math.min(places / 2, MOST_WAITING);
	}

	/** Says how many places there are from now on. */
	public void set(int places) {
		this.places.setLimit(places);
	}

	/** Waits until a place is free. An interrupt ends the wait. */
	public PartPlace enter() {
		return this.gate.enter()
			.<PartPlace>map((listener) -> new Taken(PartPlace.leftOnce(listener::onIgnore)))
			.orElse(PartPlace.UNCOUNTED);
	}

	/** Left when the bytes are out, or at the end. */
	private record Taken(PartPlace place) implements PartPlace {

		@Override
		public void bodyOut() {
			close();
		}

		@Override
		public void close() {
			this.place.close();
		}

	}

}
