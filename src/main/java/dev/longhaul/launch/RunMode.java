package dev.longhaul.launch;

/**
 * What a person asked of a run beyond the usual.
 *
 * @param again delivered files are sent once more
 * @param rebuild the repository was lost: what the store has of a new file is taken over
 */
public record RunMode(boolean again, boolean rebuild) {

	/** Nothing beyond the usual. */
	public static final RunMode USUAL = new RunMode(false, false);

}
