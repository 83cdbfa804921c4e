package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * No credentials were found on this machine.
 */
public final class CredentialsMissing extends StoreException {

	public CredentialsMissing(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
