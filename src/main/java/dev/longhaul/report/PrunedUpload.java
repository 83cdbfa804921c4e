package dev.longhaul.report;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is left of an upload that was pruned: the line of its delivery, until a later one
 * of the same file.
 *
 * @param key of its object; null where it was pruned before the line had keys
 * @param delivered when that was proved
 */
public record PrunedUpload(long upload, String file, String destination, @Nullable String key, Instant delivered) {

}
