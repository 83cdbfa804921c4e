package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * The store knows the credentials or refuses them, and does not allow the request.
 */
public final class AccessRefused extends StoreException {

	public AccessRefused(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
