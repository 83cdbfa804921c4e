package dev.longhaul.cluster;

import java.util.Locale;

/**
 * What became of a range on this worker. Also the JSON of {@code worker --json}: fields
 * are only ever added.
 *
 * @param upload its number
 * @param first number of the range's first part
 * @param last number of its last part
 * @param message why, where it was not sent, also that its parts were there already
 */
public record RangeEvent(Result result, long upload, String file, int first, int last, String message) {

	/** Its parts, in words. */
	public String parts() {
		return (this.first == this.last) ? "part " + this.first : "parts %d to %d".formatted(this.first, this.last);
	}

	/** Why it was not sent, in words. */
	String trouble() {
		return "%s of %s %s: %s".formatted(parts(), this.file, (this.result == Result.FAILED) ? "failed" : "given back",
				this.message);
	}

	/** What can become of it. */
	public enum Result {

		/** All its parts are in the store. */
		SENT,
		/** Left for another worker, or for this one later. */
		GIVEN_BACK,
		/** The upload fails. */
		FAILED;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}
}
