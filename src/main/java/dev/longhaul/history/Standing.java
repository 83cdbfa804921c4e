package dev.longhaul.history;

/**
 * The state of an upload that a command was given by its number.
 */
public enum Standing {

	/** There is none of this number, or nothing is left of it. */
	UNKNOWN,
	/** Its file arrived, and of its history nothing else is left. */
	PRUNED,
	/** It is to go on. */
	UNFINISHED,
	/** Its file arrived, and nothing is left to be done. */
	DELIVERED,
	/** It was aborted, or another one has taken its place. */
	OVER

}
