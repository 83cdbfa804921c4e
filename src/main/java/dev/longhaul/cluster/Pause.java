package dev.longhaul.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The time between two looks at the repository, where nobody tells of a change.
 */
public final class Pause {

	private static final Duration LOOK = Duration.ofSeconds(1);

	private Pause() {
	}

	static void untilTheNextLook() {
		of(LOOK);
	}

	/** Waits so long. */
	public static void of(Duration time) {
		new CompletableFuture<Void>().completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS).join();
	}

}
