package dev.longhaul.hook;

import java.time.Duration;

/**
 * The other side answered, but did not take the event.
 */
final class WebhookRefused extends Exception {

	private static final int TOO_MANY_REQUESTS = 429;

	private final int status;

	private final String retryAfter;

	/**
	 * A refusal.
	 * @param retryAfter the header of this name; only its form in seconds is understood
	 */
	WebhookRefused(int status, String retryAfter) {
		super("answered " + status);
		this.status = status;
		this.retryAfter = retryAfter;
	}

	int status() {
		return this.status;
	}

	boolean isPassing() {
		return this.status == TOO_MANY_REQUESTS || this.status / 100 == 5;
	}

	Duration pause() {
		return this.retryAfter.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(this.retryAfter))
				: Duration.ZERO;
	}

}
