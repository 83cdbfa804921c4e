package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * The bytes that arrived are not those that were hashed.
 */
public final class PartDamaged extends StoreException {

	public PartDamaged(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
