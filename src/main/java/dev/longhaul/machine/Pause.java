package dev.longhaul.machine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The time between two looks at something that nobody tells of.
 */
public final class Pause {

	private Pause() {
	}

	/**
	 * Waits so long, also in a thread that was interrupted: it stays so, and a loop of
	 * looks does not spin.
	 */
	public static void of(Duration time) {
		new CompletableFuture<Void>().completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS).join();
	}

}
