package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * The store could not be reached, or failed, for longer than the retries lasted.
 */
public final class StoreUnavailable extends StoreException {

	public StoreUnavailable(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
