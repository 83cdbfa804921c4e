package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * This machine's clock is too far from the store's.
 */
public final class ClockSkewed extends StoreException {

	public ClockSkewed(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
