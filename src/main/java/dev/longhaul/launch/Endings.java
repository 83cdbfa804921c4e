package dev.longhaul.launch;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.longhaul.history.UploadOutcome;
import org.jspecify.annotations.Nullable;

/**
 * How the uploads of one run ended. Each is told once: one that was given up because its
 * file did not answer may end all the same.
 *
 * @param onOutcome told of each, by any thread, one at a time
 * @param kept what of an outcome is kept
 */
record Endings(Consumer<UploadOutcome> onOutcome, UnaryOperator<UploadOutcome> kept) {

	synchronized void end(CompletableFuture<UploadOutcome> ending, @Nullable UploadOutcome outcome,
			@Nullable Throwable failure) {
		if (ending.isDone()) {
			return;
		}
		if (outcome == null) {
			ending.completeExceptionally((failure != null) ? failure : new IllegalStateException("no outcome"));
			return;
		}
		try {
			this.onOutcome.accept(outcome);
			ending.complete(this.kept.apply(outcome));
		}
		catch (RuntimeException | Error ex) {
			ending.completeExceptionally(ex);
		}
	}

}
