package dev.longhaul.stub;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the list that Complete brings.
 */
record ListedPart(int number, String etag, @Nullable PartChecksum checksum) {
}
