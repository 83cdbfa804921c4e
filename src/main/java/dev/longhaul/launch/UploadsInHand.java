package dev.longhaul.launch;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.history.Candidate;
import dev.longhaul.history.ObjectPlace;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.repository.SharedClaims;
import dev.longhaul.repository.SharedClaims.Claimed;
import org.springframework.batch.core.job.JobExecutionException;

/**
 * Lets one caller at a time work on an upload: Spring Batch would start a failed instance
 * as often as it is asked to. The second one in this process waits, and then finds what
 * the first has done; what another process has in hand is left to it. Two versions of a
 * file, which go to one key, wait for each other too: a search for the lost upload of the
 * one would find that of the other, just begun.
 */
final class UploadsInHand {

	private final Map<UploadIdentity, CompletableFuture<Void>> uploads = new ConcurrentHashMap<>();

	private final Map<ObjectPlace, CompletableFuture<Void>> places = new ConcurrentHashMap<>();

	private final SharedClaims shared;

	private final UploadHistory history;

	UploadsInHand(SharedClaims shared, UploadHistory history) {
		this.shared = shared;
		this.history = history;
	}

	UploadOutcome alone(Candidate candidate, Launch launch) throws JobExecutionException {
		CompletableFuture<Void> mine = new CompletableFuture<>();
		// in this order always, so that no two wait for each other
		hold(this.uploads, candidate.identity(), mine);
		hold(this.places, ObjectPlace.of(candidate), mine);
		try (Claimed claimed = claim(candidate)) {
			return launch.now();
		}
		finally {
			this.places.remove(ObjectPlace.of(candidate));
			this.uploads.remove(candidate.identity());
			mine.complete(null);
		}
	}

	private static <T> void hold(Map<T, CompletableFuture<Void>> held, T wanted, CompletableFuture<Void> mine) {
		for (CompletableFuture<Void> other = held.putIfAbsent(wanted, mine); other != null; other = held
			.putIfAbsent(wanted, mine)) {
			other.join();
		}
	}

	private Claimed claim(Candidate candidate) {
		return this.shared.take(candidate.identity().claim(), ObjectPlace.of(candidate).claim())
			.orElseThrow(() -> inProgress(candidate));
	}

	/**
	 * Does something at the place too that an upload has had since its first try, where
	 * that is not the one that it would get by now.
	 */
	UploadOutcome alsoAt(Candidate begun, Candidate candidate, Launch launch) throws JobExecutionException {
		if (begun.key().equals(candidate.key())) {
			return launch.now();
		}
		try (Claimed claimed = this.shared.take(ObjectPlace.of(begun).claim())
			.orElseThrow(() -> placeInProgress(begun))) {
			return launch.now();
		}
	}

	private UploadInProgress inProgress(Candidate candidate) {
		return this.shared.holder(candidate.identity().claim())
			.map((holder) -> UploadInProgress.of(candidate, holder))
			.orElseGet(() -> placeInProgress(candidate));
	}

	private UploadInProgress placeInProgress(Candidate candidate) {
		ObjectPlace place = ObjectPlace.of(candidate);
		return this.shared.holder(place.claim())
			.map((holder) -> UploadInProgress.ofPlace(candidate, holder, sentTo(place), this.history))
			.orElseGet(() -> UploadInProgress.of(candidate, "another process, which has just ended"));
	}

	/** What another process sends there; empty where it has not begun yet. */
	private Optional<UploadIdentity> sentTo(ObjectPlace place) {
		return this.history.attempts()
			.at(place.destination(), place.key())
			.stream()
			.filter((attempt) -> !attempt.isOver() && !attempt.isDelivered())
			.flatMap((attempt) -> attempt.identity().stream())
			.filter((identity) -> this.shared.holder(identity.claim()).isPresent())
			.findFirst();
	}

	/** Whether somebody has it, in this process or another one. */
	boolean has(UploadIdentity identity) {
		return this.uploads.containsKey(identity) || this.shared.holder(identity.claim()).isPresent();
	}

	/** Ends when nobody in this process has it, or another version of it, any more. */
	CompletableFuture<Void> whenFree(Candidate candidate) {
		CompletableFuture<Void> free = CompletableFuture.completedFuture(null);
		return CompletableFuture.allOf(this.uploads.getOrDefault(candidate.identity(), free),
				this.places.getOrDefault(ObjectPlace.of(candidate), free));
	}

	/** What is done while the upload is held. */
	@FunctionalInterface
	interface Launch {

		UploadOutcome now() throws JobExecutionException;

	}

}
