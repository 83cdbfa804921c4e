package dev.longhaul.cli;

import java.time.Duration;

/**
 * A command that the owner of the home carries out for another process.
 */
interface Requestable {

	/** For how long it waits for an owner that does not carry it out. */
	default Duration patience() {
		return Duration.ZERO;
	}

}
