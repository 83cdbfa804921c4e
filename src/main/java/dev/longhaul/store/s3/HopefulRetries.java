package dev.longhaul.store.s3;

import java.time.Duration;
import java.util.function.Predicate;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Delegates to another strategy, except where a retry is pointless: after a refused
 * certificate and the like, after a stop, and once nothing has succeeded for
 * {@link Outage#GONE} while no body was in flight; most requests that begin then are not
 * even tried where each try has to wait for its failure. Otherwise each of a thousand
 * files would wait minutes for a store that is down all night.
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
		this.outage.requireHope();
		AcquireInitialTokenResponse first = this.tries.acquireInitialToken(request);
		return AcquireInitialTokenResponse.create(new Try(first.token(), this.outage.now()), first.delay());
	}

	@Override
	public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
		Try failed = (Try) request.token();
		RefreshRetryTokenResponse next = this.tries.refreshRetryToken(request.copy((of) -> of.token(failed.token())));
		// the SDK wraps in one of its own whatever fails
		boolean hopeless = TlsFact.isBehind(request.failure())
				|| this.outage.isHopelessAt((SdkException) request.failure(), failed.begun());
		// the SDK would sleep, and only an interrupt could end that
		if (hopeless || !this.pause.test(next.delay())) {
			throw new TokenAcquisitionFailedException("there is no hope", request.token(), request.failure());
		}
		return RefreshRetryTokenResponse.create(new Try(next.token(), this.outage.now()), Duration.ZERO);
	}

	@Override
	public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
		this.outage.ends();
		return this.tries.recordSuccess(RecordSuccessRequest.create(((Try) request.token()).token()));
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

	/**
	 * The other strategy's token of a try.
	 *
	 * @param begun by the clock of the outage
	 */
	private record Try(RetryToken token, long begun) implements RetryToken {

	}

}
