package dev.longhaul.store.s3;

import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

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

	/**
	 * In nanoseconds: of what came before in a longer try nothing is known. Complete may
	 * take minutes and sends white space meanwhile.
	 */
	private static final long SILENCE = HttpClients.SILENCE.toNanos();

	private final String store;

	private final LongSupplier nanos;

	private final Consumer<String> teller;

	/** Null since the last success. */
	private final AtomicReference<@Nullable Failing> failing = new AtomicReference<>();

	/** When the last success or sign of a body was, at first when it all began. */
	private volatile long answered;

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
		this.answered = now();
	}

	/** By the clock of nanoseconds. */
	long now() {
		return this.nanos.getAsLong();
	}

	/**
	 * Fails a new request as the last one failed, where nothing has succeeded for
	 * {@link #GONE} and each try waits for its failure. Those that begin within some
	 * seconds ask, as the look whether a Complete without an answer was done; then nobody
	 * does for twice as long as a try takes.
	 */
	void requireHope() {
		long now = now();
		Failing failing = this.failing.updateAndGet((before) -> (before != null && before.isOverdueAt(now))
				? new Failing(before.first(), before.last(), before.took(), now, before.failure()) : before);
		if (failing != null && failing.lasts() > GONE && now - failing.asked() > NOTICED) {
			throw failing.failure();
		}
	}

	/**
	 * Notes a failure that could pass. One that is a silence has lasted for as long as
	 * the try.
	 * @param begun when this try began
	 * @return whether nothing has succeeded for {@link #GONE}
	 */
	boolean isHopelessAt(SdkException failure, long begun) {
		long now = now();
		long took = Math.min(now - begun, SILENCE);
		long silent = isSilence(failure) ? Math.min(took, now - this.answered) : 0;
		Failing failing = this.failing.updateAndGet((before) -> (before == null || begun - before.last() > LULL)
				? new Failing(now - silent, now, took, now, failure)
				: new Failing(before.first(), now, took, (before.lasts() > GONE) ? before.asked() : now, failure));
		long lasts = (failing != null) ? failing.lasts() : 0;
		if (lasts > NOTICED && this.told.compareAndSet(false, true)) {
			this.teller
				.accept(S3Failures.fact(this.store, failure) + "; each request is tried again for about a minute");
		}
		return lasts > GONE;
	}

	private static boolean isSilence(SdkException failure) {
		return failure instanceof ApiCallAttemptTimeoutException
				|| S3Failures.rootOf(failure) instanceof SocketTimeoutException;
	}

	/**
	 * Says that the store takes the bytes of a body. On a slow line a large part is on
	 * its way for longer than {@link #GONE}, and no other request ends before it.
	 */
	void flows() {
		this.answered = now();
		this.failing.set(null);
	}

	/** Says that a request succeeded. */
	void ends() {
		flows();
		if (this.told.compareAndSet(true, false)) {
			this.teller.accept("%s answers again".formatted(this.store));
		}
	}

	/**
	 * Since the last success.
	 *
	 * @param first when it began to fail, by the clock of nanoseconds
	 * @param last when it failed last, so
	 * @param took how long that try had waited, at most {@link #SILENCE}
	 * @param asked when a request was let through last, or it became hopeless
	 */
	private record Failing(long first, long last, long took, long asked, SdkException failure) {

		long lasts() {
			return this.last - this.first;
		}

		boolean isOverdueAt(long now) {
			return lasts() > GONE && now - this.asked >= 2 * this.took;
		}

	}

}
