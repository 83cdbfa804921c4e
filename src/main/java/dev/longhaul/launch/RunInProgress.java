package dev.longhaul.launch;

/**
 * The definition is being run already.
 */
public final class RunInProgress extends RuntimeException {

	private final String what;

	/**
	 * Tells of it.
	 * @param how since when, or by whom
	 */
	RunInProgress(String definition, String how) {
		super("%s is being run %s; wait for it (--wait 2h), or look at it by 'longhaul status'".formatted(definition,
				how));
		this.what = "%s is being run %s".formatted(definition, how);
	}

	/** The fact without advice. */
	public String what() {
		return this.what;
	}

}
