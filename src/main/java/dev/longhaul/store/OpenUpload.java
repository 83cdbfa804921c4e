package dev.longhaul.store;

import java.time.Instant;

/**
 * An unfinished upload as ListMultipartUploads tells of it.
 *
 * @param initiated by the store's clock
 */
public record OpenUpload(Upload upload, Instant initiated) {

}
