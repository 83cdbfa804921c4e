package dev.longhaul.store.s3;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The pauses between the tries of requests. The SDK would sleep through a stop; these end
 * with it.
 *
 * @param first before the second try; the next ones are longer
 */
record Pauses(Duration first, CountDownLatch ended) {

	Pauses(Duration first) {
		this(first, new CountDownLatch(1));
	}

	/**
	 * Waits so long.
	 * @return whether another try may follow: the pauses have not been ended, nor this
	 * thread interrupted
	 */
	boolean pass(Duration time) {
		try {
			return !this.ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Ends those that last, and lets none begin any more. */
	void end() {
		this.ended.countDown();
	}

}
