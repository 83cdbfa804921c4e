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

	/** The usual, and delivered files once more. */
	public static final RunMode AGAIN = new RunMode(true, false, false);

	/** The usual, with a repository that was lost. */
	public static final RunMode REBUILD = new RunMode(false, true, false);

	/** The end of uploads whose store is gone. */
	public static final RunMode FORGET = new RunMode(false, false, true);

}
