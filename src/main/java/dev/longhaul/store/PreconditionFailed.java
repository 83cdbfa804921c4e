package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * A condition of the request did not hold: the object exists.
 */
public final class PreconditionFailed extends StoreException {

	public PreconditionFailed(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
