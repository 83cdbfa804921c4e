package dev.longhaul.store.s3;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Delegates to another strategy, except where a retry is pointless: after a refused
 * certificate, after a stop, and once nothing has succeeded for {@link #GONE} while no
 * body was in flight. Otherwise each of a thousand files would wait a minute for a store
 * that is down all night.
 */
final class HopefulRetries implements RetryStrategy {

	/**
	 * In nanoseconds: longer than all tries of the first failing requests take if each
	 * fails at once.
	 */
	static final long GONE = 150_000_000_000L;

	/**
	 * In nanoseconds: after a gap this long an outage is counted anew, for nothing is
	 * known of the time between.
	 */
	private static final long LULL = 2 * GONE;

	private final RetryStrategy tries;

	private final Predicate<Duration> pause;

	private final LongSupplier nanos;

	/** Null since the last success. */
	private final AtomicReference<@Nullable Failing> failing = new AtomicReference<>();

	/**
	 * Retries.
	 * @param pause waits so long, and tells whether another try may follow
	 * @param nanos as {@link System#nanoTime()}
	 */
	HopefulRetries(RetryStrategy tries, Predicate<Duration> pause, LongSupplier nanos) {
		this.tries = tries;
		this.pause = pause;
		this.nanos = nanos;
	}

	@Override
	public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
		return this.tries.acquireInitialToken(request);
	}

	@Override
	public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
		RefreshRetryTokenResponse next = this.tries.refreshRetryToken(request);
		boolean hopeless = CertificateFact.isBehind(request.failure()) || failsFor() > GONE;
		// the SDK would sleep, and only an interrupt could end that
		if (hopeless || !this.pause.test(next.delay())) {
			throw new TokenAcquisitionFailedException("there is no hope", request.token(), request.failure());
		}
		return RefreshRetryTokenResponse.create(next.token(), Duration.ZERO);
	}

	/** For how long nothing has succeeded, at this failure. */
	private long failsFor() {
		long now = this.nanos.getAsLong();
		Failing failing = this.failing.updateAndGet((before) -> (before == null || now - before.last() > LULL)
				? new Failing(now, now) : new Failing(before.first(), now));
		return (failing != null) ? now - failing.first() : 0;
	}

	/**
	 * Says that the store takes the bytes of a body. On a slow line a large part is on
	 * its way for longer than {@link #GONE}, and no other request ends before it.
	 */
	void flows() {
		this.failing.set(null);
	}

	@Override
	public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
		this.failing.set(null);
		return this.tries.recordSuccess(request);
	}

	@Override
	public int maxAttempts() {
		return this.tries.maxAttempts();
	}

	/** The other strategy already has what the client would add. */
	@Override
	public boolean useClientDefaults() {
		return false;
	}

	@Override
	public Builder<?, ?> toBuilder() {
		return this.tries.toBuilder();
	}

	@Override
	public void close() {
		this.tries.close();
	}

	/** When it failed, by the clock of nanoseconds. */
	private record Failing(long first, long last) {

	}

}
