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

	/**
	 * The same answer to a repeated request: the other write may be that of the first
	 * try, whose answer was lost, and which is carried out yet.
	 */
	public StoreUnavailable withOwnFirstTry() {
		return new StoreUnavailable("%s, perhaps because its own first try is still being carried out; run again later"
			.formatted(getMessage()), this);
	}

}
