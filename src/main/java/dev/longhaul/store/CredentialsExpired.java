package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * The credentials were right and are no longer.
 */
public final class CredentialsExpired extends StoreException {

	public CredentialsExpired(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
