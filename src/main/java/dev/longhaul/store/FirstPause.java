package dev.longhaul.store;

import java.time.Duration;

/**
 * How long the first wait for a store is; those behind it grow.
 */
public final class FirstPause {

	/** Tests, whose stores fail by script, wait less. */
	public static final Duration LENGTH = Duration.ofMillis(Long.getLong("longhaul.first-pause", 1000));

	private FirstPause() {
	}

}
