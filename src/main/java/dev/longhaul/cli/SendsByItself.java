package dev.longhaul.cli;

/**
 * The owner of the home has no workers, and a command wants some.
 */
final class SendsByItself extends RuntimeException {

	SendsByItself() {
		super("the process that holds this home sends its files by itself; nothing was started. "
				+ "Wait until it has ended (--wait 2h), or start it with --cluster");
	}

}
