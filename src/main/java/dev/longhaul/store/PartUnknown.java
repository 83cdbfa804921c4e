package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * Complete named a part that the store does not have, or has with another ETag: it lost
 * it, or a repeated request for it was late. The next run compares the parts and sends
 * what is missing.
 */
public final class PartUnknown extends StoreException {

	public PartUnknown(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
