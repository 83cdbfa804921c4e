package dev.longhaul.launch;

/**
 * How an upload stands of which a command was told by its number.
 */
public enum Standing {

	/** There is none of this number. */
	UNKNOWN,
	/** It is to go on. */
	UNFINISHED,
	/** Its file arrived, and nothing is left to be done. */
	DELIVERED,
	/** It was aborted, or another one has taken its place. */
	OVER

}
