package dev.longhaul.stub;

import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A part that was stored whole.
 *
 * @param etag the MD5 in hex, without quotes
 * @param file its bytes, or null where bodies are discarded
 */
public record Part(int number, long size, String etag, @Nullable PartChecksum checksum, Instant lastModified,
		@Nullable Path file) {
}
