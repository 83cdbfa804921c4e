package dev.longhaul.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An answer to HeadBucket, whatever it says.
 *
 * @param date by the store's clock, in whole seconds; null if it was not said
 * @param region where the bucket is; null if it was not said
 * @param server as which the store introduces itself; null if it does not
 * @param refusal null if the bucket is there and may be asked for
 */
public record Contact(@Nullable Instant date, @Nullable String region, @Nullable String server,
		@Nullable StoreException refusal) {

	/** Whether it says that it is MinIO. */
	public boolean isMinio() {
		return this.server != null && this.server.startsWith("MinIO");
	}

}
