package dev.longhaul.launch;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.job.UploadIdentity;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecutionException;

/**
 * Sees that an upload is in one hand: Spring Batch would start a failed instance as often
 * as it is asked to. Who comes second waits, and then finds what the first has done.
 */
final class UploadsInHand {

	private final Map<UploadIdentity, CompletableFuture<Void>> held = new ConcurrentHashMap<>();

	UploadOutcome alone(UploadIdentity identity, Launch launch) throws JobExecutionException {
		CompletableFuture<Void> mine = new CompletableFuture<>();
		for (CompletableFuture<Void> other = hold(identity, mine); other != null; other = hold(identity, mine)) {
			other.join();
		}
		try {
			return launch.now();
		}
		finally {
			this.held.remove(identity);
			mine.complete(null);
		}
	}

	boolean has(UploadIdentity identity) {
		return this.held.containsKey(identity);
	}

	/** Returns whom to wait for; null if the upload is ours. */
	private @Nullable CompletableFuture<Void> hold(UploadIdentity identity, CompletableFuture<Void> mine) {
		return this.held.putIfAbsent(identity, mine);
	}

	/** What is done while the upload is held. */
	@FunctionalInterface
	interface Launch {

		UploadOutcome now() throws JobExecutionException;

	}

}
