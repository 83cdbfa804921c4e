package dev.longhaul.repository.home;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.hsqldb.DatabaseManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoint that HSQLDB begins by itself after so many bytes of log, on the one
 * thread of its timer. A shutdown beside it comes to a deadlock, or leaves files that
 * cannot be opened again.
 */
final class OwnCheckpoint {

	private static final Logger log = LoggerFactory.getLogger(OwnCheckpoint.class);

	/** That of a large history takes seconds. */
	private static final Duration LONGEST = Duration.ofMinutes(10);

	private OwnCheckpoint() {
	}

	/**
	 * Waits until none is under way; when nobody writes any more none begins afterwards.
	 * @return whether that is so: one that hangs with its disk must not keep a run from
	 * its end. What was committed is in the log.
	 */
	static boolean isOver() {
		CountDownLatch behind = new CountDownLatch(1);
		DatabaseManager.getTimer().scheduleAfter(0, behind::countDown);
		try {
			if (behind.await(LONGEST.toMinutes(), TimeUnit.MINUTES)) {
				return true;
			}
			log.warn(
					"the repository's checkpoint has not ended for {} min, so the repository is left as a kill leaves it",
					LONGEST.toMinutes());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return false;
	}

}
