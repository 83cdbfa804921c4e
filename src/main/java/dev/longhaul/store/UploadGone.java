package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * The store does not know the upload: unknown, aborted, or already completed.
 */
public final class UploadGone extends StoreException {

	public UploadGone(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
