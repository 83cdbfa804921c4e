package dev.longhaul.history;

/**
 * What a command that carries out a plan takes on.
 */
public enum RunKind {

	/** All that the definitions find. */
	RUN("run"),
	/** Files that were named. */
	RUN_OF_FILES("run --file"),
	/** What is unfinished, and nothing new. */
	RERUN("rerun"),
	/** The end of uploads; nothing is sent. */
	ABORT("abort");

	private final String command;

	/**
	 * A kind.
	 * @param command as the repository and reports have it
	 */
	RunKind(String command) {
		this.command = command;
	}

	String command() {
		return this.command;
	}

	/**
	 * Whether another one over the same definitions has to wait.
	 */
	public boolean isExclusive() {
		return this == RUN || this == RUN_OF_FILES;
	}

	/** Whether it is remembered that it began, and what it did for its definitions. */
	boolean isRemembered() {
		return this != ABORT;
	}

}
