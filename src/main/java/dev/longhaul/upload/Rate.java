package dev.longhaul.upload;

/**
 * Bytes that may be sent in a second.
 */
public interface Rate {

	/** There is no limit. */
	long UNLIMITED = Long.MAX_VALUE;

	/** What holds at this moment. */
	long now();

	/** The least that ever holds. */
	long slowest();

}
