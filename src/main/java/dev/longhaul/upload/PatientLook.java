package dev.longhaul.upload;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import dev.longhaul.store.FirstPause;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.StoredObject;

/**
 * Looks for an object that has just been made. A store of several sites, or a gateway
 * that remembers answers, may show it seconds later only, and the one before until then.
 */
record PatientLook(ObjectStore store) {

	/** 0.3 s, for the store is well; it doubles each time: nine seconds in all. */
	private static final Duration FIRST_PAUSE = FirstPause.LENGTH.multipliedBy(3).dividedBy(10);

	private static final int LOOKS = 6;

	/**
	 * What the store shows, in the end.
	 * @param wanted whether it is the one that was made
	 * @throws StoreUnavailable if a stop cuts the look: what it would have seen is not
	 * known, and nothing must be sent again for it
	 */
	Optional<StoredObject> at(String key, Predicate<StoredObject> wanted) {
		Optional<StoredObject> shown = this.store.head(key);
		Duration pause = FIRST_PAUSE;
		for (int looks = 1; looks < LOOKS && shown.filter(wanted).isEmpty(); looks++) {
			await(pause, key);
			shown = this.store.head(key);
			pause = pause.multipliedBy(2);
		}
		return shown;
	}

	private static void await(Duration pause, String key) {
		try {
			var unused = new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoreUnavailable("the look at %s was cut by the stop".formatted(key), ex);
		}
	}

}
