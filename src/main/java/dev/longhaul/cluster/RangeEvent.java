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
 * @param again whether the same was told of the upload not long ago, and none of its
 * ranges was sent since
 */
public record RangeEvent(Result result, long upload, String file, int first, int last, String message, boolean again) {

	/** Its parts, in words. */
	public String parts() {
		return (this.first == this.last) ? "part " + this.first : "parts %d to %d".formatted(this.first, this.last);
	}

	/** The same, told not for the first time. */
	RangeEvent toldAgain() {
		return new RangeEvent(this.result, this.upload, this.file, this.first, this.last, this.message, true);
	}

	/** Whether it was not sent for the same reason as another one of the upload. */
	boolean isLike(RangeEvent other) {
		return this.result == other.result && withoutPart(this.message).equals(withoutPart(other.message));
	}

	/** What a store refuses is named by the part. */
	private static String withoutPart(String message) {
		return message.replaceFirst("^UploadPart \\d+ ", "");
	}

	/** Why it was not sent, in words. */
	String trouble() {
		return "upload %d, %s of %s %s: %s".formatted(this.upload, parts(), this.file,
				(this.result == Result.FAILED) ? "failed" : "given back", this.message);
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
