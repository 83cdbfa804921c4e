package dev.longhaul;

import dev.longhaul.cli.CommandLines;

/**
 * The entry point.
 */
public final class Longhaul {

	private Longhaul() {
	}

	public static void main(String[] arguments) {
		System.exit(run(arguments));
	}

	/**
	 * Runs one command.
	 * @return the exit code
	 */
	public static int run(String... arguments) {
		return CommandLines.of(new BootSessions()).execute(arguments);
	}

}
