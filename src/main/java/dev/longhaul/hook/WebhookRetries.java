package dev.longhaul.hook;

import java.io.IOException;
import java.time.Duration;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Which failures of one event are worth another try, and after which pause: the one that
 * the other side asks for, or a growing one.
 */
final class WebhookRetries implements RetryPolicy {

	private static final int MORE_TRIES = 5;

	private final Duration limit;

	private final Duration firstPause;

	private Duration asked = Duration.ZERO;

	WebhookRetries(Duration limit, Duration firstPause) {
		this.limit = limit;
		this.firstPause = firstPause;
	}

	@Override
	public boolean shouldRetry(Throwable failure) {
		if (failure instanceof WebhookRefused refused) {
			this.asked = refused.pause();
			return refused.isPassing();
		}
		this.asked = Duration.ZERO;
		return failure instanceof IOException;
	}

	@Override
	public Duration getTimeout() {
		return this.limit;
	}

	@Override
	public BackOff getBackOff() {
		ExponentialBackOff growing = new ExponentialBackOff(this.firstPause.toMillis(), 2);
		growing.setMaxAttempts(MORE_TRIES);
		return () -> {
			BackOffExecution pauses = growing.start();
			return () -> {
				long next = pauses.nextBackOff();
				return (next == BackOffExecution.STOP) ? next : Math.max(next, this.asked.toMillis());
			};
		};
	}

}
