package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * There is no such bucket, or it is in another region.
 */
public final class BucketMissing extends StoreException {

	public BucketMissing(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
