package dev.longhaul.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Looks again and again.
 */
final class Following {

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private Following() {
	}

	/** Looks at once, and again as long as the look says so. */
	static void whileTrue(BooleanSupplier look) {
		CompletableFuture<Void> over = new CompletableFuture<>();
		ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
		try {
			var unused = timer.scheduleWithFixedDelay(() -> {
				try {
					if (!look.getAsBoolean()) {
						over.complete(null);
					}
				}
				catch (RuntimeException | Error ex) {
					over.completeExceptionally(ex);
				}
			}, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
			over.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure; // by its own exit code
			}
			throw ex;
		}
		finally {
			timer.shutdownNow();
		}
	}

}
