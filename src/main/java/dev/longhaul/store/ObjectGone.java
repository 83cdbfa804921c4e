package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * There is no such object, or version of it, any more.
 */
public final class ObjectGone extends StoreException {

	public ObjectGone(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
