package dev.longhaul.report;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A run of a definition that has not come to its end. Also the JSON of
 * {@code status --json}: fields are only ever added.
 *
 * @param command {@code run}, {@code run --file} or {@code rerun}
 * @param ended of one that broke off, else null
 * @param message why it broke off, else null
 */
public record UnendedRun(String definition, String command, State state, Instant begun, @Nullable Instant ended,
		@Nullable String message) {

	/** What is known of its end. */
	public enum State {

		/** A process is at it. */
		RUNNING,
		/** It is over, and could not say so. */
		INTERRUPTED,
		/** It gave up, and said why. */
		BROKEN_OFF

	}

	/** Whether it has taken the place of the last run over all files that ended. */
	public boolean isTheLast() {
		return this.state != State.RUNNING && this.command.equals("run");
	}

}
