package dev.longhaul.stub;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A body that came whole.
 */
record Blob(long size, String md5, @Nullable PartChecksum checksum, @Nullable Path file) {
}
