package dev.longhaul.stub;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The waits that faults ask for; closing the server ends them.
 */
final class Waits {

	private Waits() {
	}

	static void during(Duration duration) throws InterruptedIOException {
		ended(() -> Thread.sleep(Math.max(0, duration.toMillis())));
	}

	static void until(CountDownLatch released) throws InterruptedIOException {
		ended(released::await);
	}

	private static void ended(Wait wait) throws InterruptedIOException {
		try {
			wait.untilOver();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("The stub is being closed");
		}
	}

	private interface Wait {

		void untilOver() throws InterruptedException;

	}

}
