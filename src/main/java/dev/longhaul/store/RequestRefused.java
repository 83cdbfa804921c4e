package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * The store refused the request for a reason that a repetition does not change.
 */
public final class RequestRefused extends StoreException {

	public RequestRefused(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
