package dev.longhaul.job;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The entries of an execution context that say what the answer to PutObject has told.
 */
record PutEntries(ExecutionContext context) {

	private static final String VERIFIED = "put-verified";

	/**
	 * Whether it was answered, and the store has looked at the checksum of its body. Not
	 * known where the answer was lost, or an older version has sent it.
	 */
	boolean isVerified() {
		return this.context.containsKey(VERIFIED);
	}

	void verified() {
		this.context.putString(VERIFIED, "true");
	}

	/** Before it is asked once more, and when all is proved. */
	void forget() {
		this.context.remove(VERIFIED);
	}

}
