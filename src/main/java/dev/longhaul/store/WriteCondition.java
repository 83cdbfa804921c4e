package dev.longhaul.store;

/**
 * On which condition an object is made; judged by the store at the moment in which it
 * makes it.
 */
public enum WriteCondition {

	/** Whatever is there is replaced. */
	ALWAYS,
	/** Only if the key has no object (If-None-Match with a star). */
	IF_ABSENT

}
