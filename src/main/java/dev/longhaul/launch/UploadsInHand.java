package dev.longhaul.launch;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.job.UploadIdentity;
import dev.longhaul.launch.RunClaims.Claimed;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecutionException;

/**
 * Sees that an upload is in one hand: Spring Batch would start a failed instance as often
 * as it is asked to. Who comes second in this process waits, and then finds what the
 * first has done; what another process has in hand is left to it.
 */
final class UploadsInHand {

	private final Map<UploadIdentity, CompletableFuture<Void>> held = new ConcurrentHashMap<>();

	private final SharedClaims shared;

	UploadsInHand(SharedClaims shared) {
		this.shared = shared;
	}

	UploadOutcome alone(UploadIdentity identity, Launch launch) throws JobExecutionException {
		CompletableFuture<Void> mine = new CompletableFuture<>();
		for (CompletableFuture<Void> other = hold(identity, mine); other != null; other = hold(identity, mine)) {
			other.join();
		}
		try (Claimed claimed = claim(identity)) {
			return launch.now();
		}
		finally {
			this.held.remove(identity);
			mine.complete(null);
		}
	}

	private Claimed claim(UploadIdentity identity) {
		return this.shared.take(identity.claim())
			.orElseThrow(() -> new UploadInProgress(identity,
					this.shared.holder(identity.claim()).orElse("another process, which has just ended")));
	}

	/** Whether somebody has it, in this process or another one. */
	boolean has(UploadIdentity identity) {
		return this.held.containsKey(identity) || this.shared.holder(identity.claim()).isPresent();
	}

	/** Ends when nobody in this process has it any more. */
	CompletableFuture<Void> whenFree(UploadIdentity identity) {
		return this.held.getOrDefault(identity, CompletableFuture.completedFuture(null));
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
