package dev.longhaul.repository;

import java.time.Duration;

/**
 * What a process wants a home for.
 *
 * @param command told to those who find the home locked
 * @param patience for how long it waits while another process has the home; zero not to
 * wait
 */
public record Claim(String command, Duration patience) {

	/** A claim that does not wait. */
	public static Claim atOnce(String command) {
		return new Claim(command, Duration.ZERO);
	}

}
