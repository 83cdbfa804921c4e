package dev.longhaul.store.s3;

import java.time.Duration;
import java.util.function.Predicate;

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
 * certificate and the like, after a stop, and once nothing has succeeded for
 * {@link Outage#GONE} while no body was in flight. Otherwise each of a thousand files
 * would wait a minute for a store that is down all night.
 */
final class HopefulRetries implements RetryStrategy {

	private final RetryStrategy tries;

	private final Predicate<Duration> pause;

	private final Outage outage;

	/**
	 * Retries.
	 * @param pause waits so long, and tells whether another try may follow
	 */
	HopefulRetries(RetryStrategy tries, Predicate<Duration> pause, Outage outage) {
		this.tries = tries;
		this.pause = pause;
		this.outage = outage;
	}

	@Override
	public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
		return this.tries.acquireInitialToken(request);
	}

	@Override
	public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
		RefreshRetryTokenResponse next = this.tries.refreshRetryToken(request);
		boolean hopeless = TlsFact.isBehind(request.failure()) || this.outage.isHopelessAt(request.failure());
		// the SDK would sleep, and only an interrupt could end that
		if (hopeless || !this.pause.test(next.delay())) {
			throw new TokenAcquisitionFailedException("there is no hope", request.token(), request.failure());
		}
		return RefreshRetryTokenResponse.create(next.token(), Duration.ZERO);
	}

	@Override
	public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
		this.outage.ends();
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

}
