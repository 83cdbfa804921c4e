package dev.longhaul.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An unfinished upload as ListMultipartUploads tells of it.
 *
 * @param initiated by the store's clock; null where the store does not tell it
 */
public record OpenUpload(Upload upload, @Nullable Instant initiated) {

}
