package dev.longhaul.store.s3;

import java.time.Duration;
import java.util.function.Predicate;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * How often a request is tried, and how long it waits between two tries.
 */
final class Retries {

	/** With the pauses between them a store may be away for about a minute. */
	private static final int ATTEMPTS = 8;

	private static final int IMPATIENT_ATTEMPTS = 3;

	/** In first pauses: pauses double up to here. */
	private static final int LONGEST = 30;

	private Retries() {
	}

	static HopefulRetries patient(Pauses pauses, Outage outage) {
		return patient(pauses.first(), pauses::pass, outage);
	}

	/**
	 * Each request has all its tries. The SDK's circuit breaker is shared by all requests
	 * of a client: where many fail at once, as they do when a store restarts, it lets
	 * none of them wait for the store.
	 * @param pause waits so long, and tells whether another try may follow
	 */
	static HopefulRetries patient(Duration firstPause, Predicate<Duration> pause, Outage outage) {
		BackoffStrategy growing = BackoffStrategy.exponentialDelayHalfJitter(firstPause,
				firstPause.multipliedBy(LONGEST));
		return new HopefulRetries(standard().maxAttempts(ATTEMPTS)
			.circuitBreakerEnabled(false)
			.backoffStrategy(growing)
			.throttlingBackoffStrategy(growing)
			.build(), pause, outage);
	}

	/** For questions to which somebody waits for the answer. */
	static RetryStrategy impatient() {
		return new HopefulRetries(standard().maxAttempts(IMPATIENT_ATTEMPTS).build(), new Pauses(Duration.ZERO)::pass,
				new Outage("", System::nanoTime, (untold) -> {
				}));
	}

	private static StandardRetryStrategy.Builder standard() {
		return AwsRetryStrategy.standardRetryStrategy()
			.toBuilder()
			.retryOnException((failure) -> isCutOff(failure) || isPassing(failure));
	}

	/**
	 * What passes by itself. Of that the SDK tries again after its own list of codes and
	 * 500, 502, 503 and 504 only: not where a key's service is throttled, nor after the
	 * 520 to 526 of a network in front of the store.
	 */
	private static boolean isPassing(Throwable failure) {
		return failure instanceof S3Exception answer
				&& AnswerFact.of(answer.statusCode(), S3Failures.code(answer)).passes();
	}

	/** An answer that broke off in its body: the SDK calls it XML that it cannot read. */
	static boolean isCutOff(Throwable failure) {
		return failure instanceof SdkClientException
				&& String.valueOf(failure.getMessage()).contains("Could not parse XML")
				&& !ForeignCharacter.isBehind(failure);
	}

}
