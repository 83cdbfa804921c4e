package dev.longhaul.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How long nobody may delete the version of the object that is made.
 *
 * @param retainUntil null with a legal hold alone, as the mode
 * @param legalHold whether it is kept until somebody lifts the hold
 */
public record ObjectLock(@Nullable Mode mode, @Nullable Instant retainUntil, boolean legalHold) {

	/** Who may shorten it. */
	public enum Mode {

		/** Those who have the right to. */
		GOVERNANCE,
		/** Nobody. */
		COMPLIANCE

	}

}
