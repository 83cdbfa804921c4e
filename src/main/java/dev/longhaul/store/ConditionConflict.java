package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else wrote the key while a conditional request was carried out, so that its
 * condition was not judged (409 ConditionalRequestConflict).
 */
public final class ConditionConflict extends StoreException {

	public ConditionConflict(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
