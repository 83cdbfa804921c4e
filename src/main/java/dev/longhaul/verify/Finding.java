package dev.longhaul.verify;

import org.jspecify.annotations.Nullable;

/**
 * What a comparison came to.
 *
 * @param message what was compared with what, or what differs
 * @param bytesRead of the object
 * @param needsPerson whether trying again would come to the same
 * @param changed which of the two has other bytes than were delivered; null where they do
 * not differ, or nothing tells it
 */
public record Finding(Result result, Evidence evidence, String message, long bytesRead, boolean needsPerson,
		@Nullable Side changed) {

	/** What came of it. */
	public enum Result {

		/** It is what was delivered. */
		PROVED,
		/** It is not, or the file is not. */
		DIFFERS,
		/** The store does not have it, or a delete marker hides it. */
		MISSING,
		/** Another object has its place. */
		REPLACED,
		/** It is what was delivered, but its file is another version now. */
		CHANGED,
		/** It could not be told: the store did not answer, or the file cannot be read. */
		UNPROVED

	}

	/** What is compared. */
	public enum Side {

		OBJECT, FILE

	}

	static Finding proved(Evidence evidence, String message) {
		return new Finding(Result.PROVED, evidence, message, 0, false, null);
	}

	/** The object is not as its receipt says. */
	static Finding damaged(Evidence evidence, String message) {
		return new Finding(Result.DIFFERS, evidence, message, 0, true, Side.OBJECT);
	}

	/** The object is not as the file. */
	static Finding differs(Evidence evidence, String message) {
		return new Finding(Result.DIFFERS, evidence, message, 0, true, null);
	}

	static Finding missing(String message) {
		return new Finding(Result.MISSING, Evidence.NONE, message, 0, true, null);
	}

	static Finding replaced(String message) {
		return new Finding(Result.REPLACED, Evidence.NONE, message, 0, true, null);
	}

	static Finding unproved(String message) {
		return new Finding(Result.UNPROVED, Evidence.NONE, message, 0, false, null);
	}

	/**
	 * It could not be told before a person has done something, such as granting a right.
	 */
	static Finding unprovedBefore(String message) {
		return new Finding(Result.UNPROVED, Evidence.NONE, message, 0, true, null);
	}

	Finding afterReading(long bytes) {
		return new Finding(this.result, this.evidence, this.message, bytes, this.needsPerson, this.changed);
	}

	/**
	 * Object and file differ: which of them has changed, and what follows.
	 * @param side null where nothing tells it
	 */
	Finding asChangeOf(@Nullable Side side) {
		String what = (side == null) ? "nothing here tells which of the two has changed since the delivery"
				: switch (side) {
					case OBJECT -> "the file is as it was delivered, so it is the object that has other bytes now";
					case FILE -> "the object is as the receipt says, so it is the file that has other bytes now: "
							+ "restore it from the object, do not send it again";
				};
		return new Finding(this.result, this.evidence, this.message + "; " + what, this.bytesRead, this.needsPerson,
				side);
	}

	/**
	 * The file that was named is another version now: that the one before is proved says
	 * nothing of what would be lost with it.
	 */
	Finding asOfVersionBefore() {
		return new Finding(Result.CHANGED, this.evidence,
				"what lies there now is another version than was delivered: run again, and keep it until that has "
						+ "delivered it; of the one that was delivered: " + this.message,
				this.bytesRead, false, Side.FILE);
	}

	/** Whether the store no longer has what was delivered, and only the file does. */
	public boolean isLost() {
		return this.result == Result.MISSING || this.changed == Side.OBJECT;
	}

	boolean isProved() {
		return this.result == Result.PROVED;
	}

}
