package dev.longhaul.store.s3;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * What a person has to correct is not looked for again within a minute: it may take the
 * seconds in which an instance's metadata do not answer, or run a command whose failures
 * lock an account, and each file of a night would ask anew. What passes by itself is
 * asked for again at once.
 */
final class RecentFailure {

	private static final Duration KEPT = Duration.ofMinutes(1);

	private final LongSupplier nanos;

	/** Whether it went well last time, so that it needs no order. */
	private volatile boolean works;

	private @Nullable Kept kept;

	/**
	 * None yet.
	 * @param nanos as {@link System#nanoTime()}
	 */
	RecentFailure(LongSupplier nanos) {
		this.nanos = nanos;
	}

	/**
	 * Does the work, or fails as it did within the last minute. Until it goes well it is
	 * done for one after the other, so that the first learns for all.
	 */
	<T> T sparing(Supplier<T> work) {
		return this.works ? tried(work) : inOrder(work);
	}

	private synchronized <T> T inOrder(Supplier<T> work) {
		Kept before = this.kept;
		if (before != null && this.nanos.getAsLong() - before.at() < KEPT.toNanos()) {
			throw before.why();
		}
		return tried(work);
	}

	private <T> T tried(Supplier<T> work) {
		try {
			T done = work.get();
			this.works = true;
			return done;
		}
		catch (StoreUnavailable ex) {
			throw ex;
		}
		catch (StoreException ex) {
			keep(ex);
			throw ex;
		}
	}

	private synchronized void keep(StoreException why) {
		this.kept = new Kept(why, this.nanos.getAsLong());
		this.works = false;
	}

	/**
	 * A failure.
	 *
	 * @param at by the clock of nanoseconds
	 */
	private record Kept(StoreException why, long at) {

	}

}
