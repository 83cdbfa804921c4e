package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * There is no such bucket, or it is in another region.
 */
public final class BucketMissing extends StoreException {

	private final boolean afterLoss;

	public BucketMissing(String message, @Nullable Throwable cause) {
		this(message, cause, false);
	}

	private BucketMissing(String message, @Nullable Throwable cause, boolean afterLoss) {
		super(message, cause);
		this.afterLoss = afterLoss;
	}

	/** The same answer to a request that was repeated because an answer was lost. */
	public BucketMissing afterLoss() {
		return new BucketMissing(getMessage(), this, true);
	}

	/** Whether the request may have been carried out before it was refused so. */
	public boolean isAfterLoss() {
		return this.afterLoss;
	}

}
