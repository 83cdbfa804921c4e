package dev.longhaul.launch;

/**
 * What a person asked of a run beyond the usual.
 *
 * @param again delivered files are sent once more
 * @param rebuild the repository was lost: what the store has of a new file is taken over
 * @param forget an upload that is ended is ended without asking its store, which is gone
 */
public record RunMode(boolean again, boolean rebuild, boolean forget) {

	/** Nothing beyond the usual. */
	public static final RunMode USUAL = new RunMode(false, false, false);

	/** The end of uploads whose store is gone. */
	public static final RunMode FORGET = new RunMode(false, false, true);

	/**
	 * Whether it looks in the store where a rebuild has not come to all files. Who wants
	 * delivered ones sent once more does not want them found.
	 */
	public boolean goesOnRebuilding() {
		return this.rebuild || !this.again;
	}

	/** The same, for files of a definition whose rebuild has not come to all. */
	RunMode rebuilding() {
		return new RunMode(this.again, true, this.forget);
	}

}
