package dev.longhaul.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An answer to HeadBucket, whatever it says.
 *
 * @param date by the store's clock, in whole seconds; null if it was not said
 * @param region where the bucket is; null if it was not said
 * @param refusal null if the bucket is there and may be asked for
 */
public record Contact(@Nullable Instant date, @Nullable String region, @Nullable StoreException refusal) {

}
