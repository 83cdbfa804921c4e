package dev.longhaul.repository.home;

import java.time.Duration;

/**
 * What a process wants a home for.
 *
 * @param command told to those who find the home locked
 * @param patience for how long it waits while another process has the home; zero not to
 * wait
 * @param asks whether it asks an owner that takes requests, instead of waiting for it
 * @param quiet whether nobody wants to hear of a wait
 */
public record Claim(String command, Duration patience, boolean asks, boolean quiet) {

	private static final String LOOK = "a look at it";

	public Claim(String command, Duration patience, boolean asks) {
		this(command, patience, asks, false);
	}

	/** A claim that asks before it waits. */
	public Claim(String command, Duration patience) {
		this(command, patience, true);
	}

	/** The same, for an owner that has just taken its last request. */
	public Claim waiting(Duration atLeast) {
		return new Claim(this.command, (this.patience.compareTo(atLeast) > 0) ? this.patience : atLeast, false,
				this.quiet);
	}

	/** The same, which tells of no wait if {@code quiet}. */
	public Claim quiet(boolean quiet) {
		return new Claim(this.command, this.patience, this.asks, quiet);
	}

	/** A claim to read, which is over soon. */
	static Claim look() {
		return atOnce(LOOK);
	}

	static boolean isLook(String command) {
		return command.equals(LOOK);
	}

	/** A claim that does not wait. */
	public static Claim atOnce(String command) {
		return new Claim(command, Duration.ZERO);
	}

}
