package dev.longhaul.verify;

/**
 * What a comparison came to.
 *
 * @param message what was compared with what, or what differs
 * @param bytesRead of the object
 * @param needsPerson whether trying again would come to the same
 */
public record Finding(Result result, Evidence evidence, String message, long bytesRead, boolean needsPerson) {

	/** What came of it. */
	public enum Result {

		/** It is what was delivered. */
		PROVED,
		/** It is not, or the file is not. */
		DIFFERS,
		/** The store does not have it. */
		MISSING,
		/** Another object has its place. */
		REPLACED,
		/** It could not be told: the store did not answer, or the file cannot be read. */
		UNPROVED

	}

	static Finding proved(Evidence evidence, String message) {
		return new Finding(Result.PROVED, evidence, message, 0, false);
	}

	static Finding differs(Evidence evidence, String message) {
		return new Finding(Result.DIFFERS, evidence, message, 0, true);
	}

	static Finding missing(String message) {
		return new Finding(Result.MISSING, Evidence.NONE, message, 0, true);
	}

	static Finding replaced(String message) {
		return new Finding(Result.REPLACED, Evidence.NONE, message, 0, true);
	}

	static Finding unproved(String message) {
		return new Finding(Result.UNPROVED, Evidence.NONE, message, 0, false);
	}

	/**
	 * It could not be told before a person has done something, such as granting a right.
	 */
	static Finding unprovedBefore(String message) {
		return new Finding(Result.UNPROVED, Evidence.NONE, message, 0, true);
	}

	Finding afterReading(long bytes) {
		return new Finding(this.result, this.evidence, this.message, bytes, this.needsPerson);
	}

	boolean isProved() {
		return this.result == Result.PROVED;
	}

}
