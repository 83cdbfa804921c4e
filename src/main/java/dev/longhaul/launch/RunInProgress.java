package dev.longhaul.launch;

/**
 * The definition is being run already.
 */
public final class RunInProgress extends RuntimeException {

	private final String what;

	private RunInProgress(String what, String advice) {
		super(what + "; " + advice);
		this.what = what;
	}

	/**
	 * Tells of it.
	 * @param how since when, or by whom
	 */
	static RunInProgress of(String definition, String how) {
		return new RunInProgress("%s is being run %s".formatted(definition, how),
				"wait for it (--wait 2h), or look at it by 'longhaul status'");
	}

	/** The same for a command that cannot wait. */
	public RunInProgress advising(String advice) {
		return new RunInProgress(this.what, advice);
	}

	/** The fact without advice. */
	public String what() {
		return this.what;
	}

}
