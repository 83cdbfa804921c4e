package dev.longhaul.upload;

import java.util.concurrent.atomic.AtomicBoolean;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.SettableLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;

/**
 * So many parts are sent at once as was said. A part whose bytes the connection has taken
 * waits for a round trip and for the store, and then for its checkpoint; it leaves its
 * place to the next one meanwhile.
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
	 * Whoever wants one part after the other gets that.
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
		return this.gate.enter().<PartPlace>map(Taken::new).orElse(PartPlace.UNCOUNTED);
	}

	private static final class Taken implements PartPlace {

		private final Limiter.Listener listener;

		private final AtomicBoolean left = new AtomicBoolean();

		Taken(Limiter.Listener listener) {
			this.listener = listener;
		}

		@Override
		public void bodyOut() {
			close();
		}

		@Override
		public void close() {
			if (this.left.compareAndSet(false, true)) {
				this.listener.onIgnore();
			}
		}

	}

}
