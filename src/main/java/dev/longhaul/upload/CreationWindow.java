package dev.longhaul.upload;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.longhaul.store.OpenUpload;

/**
 * The time in which a CreateMultipartUpload of ours can have been carried out without its
 * answer being committed. An upload of our key that was begun in it is ours; every other
 * one that we did not record is somebody else's.
 *
 * @param from when the intent was committed, by this machine's clock
 * @param to when the upload's id was committed, or when no request of ours can be under
 * way any more
 */
public record CreationWindow(Instant from, Instant to) {

	/** Longer than any request with all its retries. */
	private static final Duration LONGEST_REQUEST = Duration.ofHours(1);

	/** The window of an intent that was not followed by an id. */
	public static CreationWindow after(Instant intent) {
		return new CreationWindow(intent, intent.plus(LONGEST_REQUEST));
	}

	/**
	 * Whether the upload was begun in it; S3 tells whole seconds. An upload whose time is
	 * not told counts as somebody else's.
	 */
	public boolean holds(OpenUpload open) {
		Instant begun = open.initiated();
		return begun != null && !begun.isBefore(this.from.truncatedTo(ChronoUnit.SECONDS)) && !begun.isAfter(this.to);
	}

}
