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
 * @param endsWithOurs whether the upload that goes on was begun at its end
 */
public record CreationWindow(Instant from, Instant to, boolean endsWithOurs) {

	/** Longer than any request with all its retries. */
	private static final Duration LONGEST_REQUEST = Duration.ofHours(1);

	/** S3 tells whole seconds. */
	private static final Duration ROUGHLY = Duration.ofSeconds(1);

	/** The window of an intent that was not followed by an id. */
	public static CreationWindow after(Instant intent) {
		return new CreationWindow(intent, intent.plus(LONGEST_REQUEST), false);
	}

	/**
	 * The same by the store's clock, where that differs from ours: they tell the same
	 * moment, when the upload that goes on was begun.
	 * @param ours that upload as it is listed
	 */
	CreationWindow byClockOf(OpenUpload ours) {
		Instant begun = ours.initiated();
		if (!this.endsWithOurs || begun == null) {
			return this;
		}
		Duration ahead = Duration.between(this.to, begun);
		boolean agrees = ahead.abs().compareTo(ROUGHLY) < 0;
		Instant end = (agrees && ahead.isNegative()) ? this.to : begun;
		return new CreationWindow(agrees ? this.from : this.from.plus(ahead), end, true);
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
