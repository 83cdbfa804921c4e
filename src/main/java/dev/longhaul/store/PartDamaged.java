package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * The bytes that arrived are not those that were hashed.
 */
public final class PartDamaged extends StoreException {

	public PartDamaged(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/** The same, once it was tried so often that it is no accident. */
	public PartDamaged after(int tries) {
		return new PartDamaged("%s (%d times; look at this machine's memory and at what lies between it and the store, "
			.formatted(getMessage(), tries) + "then run again)", this);
	}

}
