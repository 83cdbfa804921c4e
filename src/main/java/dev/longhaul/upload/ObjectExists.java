package dev.longhaul.upload;

/**
 * The key has an object that is not this upload's, and the definition does not allow to
 * replace it.
 */
public final class ObjectExists extends RuntimeException {

	public ObjectExists(String key) {
		super("%s exists already, and if-exists does not allow to replace it; take it away or send to another key, "
			.formatted(key) + "then run again");
	}

}
