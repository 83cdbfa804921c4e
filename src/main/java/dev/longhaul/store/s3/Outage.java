package dev.longhaul.store.s3;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * For how long nothing has succeeded at a store. Whoever waits for it is told once after
 * some seconds, for all requests together, and once when it is over.
 */
final class Outage {

	/**
	 * In nanoseconds: longer than all tries of the first failing requests take if each
	 * fails at once.
	 */
	static final long GONE = 150_000_000_000L;

	/** In nanoseconds: shorter failures are of every night. */
	private static final long NOTICED = 4_000_000_000L;

	/**
	 * In nanoseconds: after a gap this long an outage is counted anew, for nothing is
	 * known of the time between.
	 */
	private static final long LULL = 2 * GONE;

	private final String store;

	private final LongSupplier nanos;

	private final Consumer<String> teller;

	/** Null since the last success. */
	private final AtomicReference<@Nullable Failing> failing = new AtomicReference<>();

	private final AtomicBoolean told = new AtomicBoolean();

	/**
	 * None yet.
	 * @param store its address, as it is told of
	 * @param nanos as {@link System#nanoTime()}
	 */
	Outage(String store, LongSupplier nanos, Consumer<String> teller) {
		this.store = store;
		this.nanos = nanos;
		this.teller = teller;
	}

	/**
	 * Notes a failure that could pass.
	 * @return whether nothing has succeeded for {@link #GONE}
	 */
	boolean isHopelessAt(Throwable failure) {
		long now = this.nanos.getAsLong();
		Failing failing = this.failing.updateAndGet((before) -> (before == null || now - before.last() > LULL)
				? new Failing(now, now) : new Failing(before.first(), now));
		long lasts = (failing != null) ? now - failing.first() : 0;
		if (lasts > NOTICED && this.told.compareAndSet(false, true)) {
			this.teller
				.accept(S3Failures.fact(this.store, failure) + "; each request is tried again for about a minute");
		}
		return lasts > GONE;
	}

	/**
	 * Says that the store takes the bytes of a body. On a slow line a large part is on
	 * its way for longer than {@link #GONE}, and no other request ends before it.
	 */
	void flows() {
		this.failing.set(null);
	}

	/** Says that a request succeeded. */
	void ends() {
		flows();
		if (this.told.compareAndSet(true, false)) {
			this.teller.accept("%s answers again".formatted(this.store));
		}
	}

	/** When it failed, by the clock of nanoseconds. */
	private record Failing(long first, long last) {

	}

}
