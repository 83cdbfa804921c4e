package dev.longhaul.store.s3;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

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
 * Tries again by another strategy where there is hope: not where the store's certificate
 * is refused, for no repetition cures that, and no longer where nothing has succeeded for
 * {@link #GONE} and no body was on its way, or each of a thousand files would wait for a
 * minute for a store that is away all night.
 */
final class HopefulRetries implements RetryStrategy {

	/**
	 * In nanoseconds: longer than all tries of the first requests that fail, where each
	 * fails at once.
	 */
	static final long GONE = 150_000_000_000L;

	/** In nanoseconds: who asks as seldom as that does not know how it was meanwhile. */
	private static final long LULL = 2 * GONE;

	private final RetryStrategy tries;

	private final LongSupplier nanos;

	/** Null since the last success. */
	private final AtomicReference<@Nullable Failing> failing = new AtomicReference<>();

	HopefulRetries(RetryStrategy tries, LongSupplier nanos) {
		this.tries = tries;
		this.nanos = nanos;
	}

	@Override
	public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
		return this.tries.acquireInitialToken(request);
	}

	@Override
	public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
		RefreshRetryTokenResponse next = this.tries.refreshRetryToken(request);
		if (CertificateFact.isBehind(request.failure()) || failsFor() > GONE) {
			throw new TokenAcquisitionFailedException("there is no hope", request.token(), request.failure());
		}
		return next;
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

	/** What the client would add, the other strategy has. */
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
