package dev.longhaul.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The time between two looks at the repository, where nobody tells of a change.
 */
final class Pause {

	private static final Duration LOOK = Duration.ofSeconds(1);

	private Pause() {
	}

	static void untilTheNextLook() {
		new CompletableFuture<Void>().completeOnTimeout(null, LOOK.toMillis(), TimeUnit.MILLISECONDS).join();
	}

}
