package dev.longhaul.stub;

import java.time.Instant;
import java.util.SortedMap;

/**
 * An upload that is neither completed nor gone, as it was when asked for.
 */
public record OpenUpload(String bucket, String key, String uploadId, Instant initiated,
		SortedMap<Integer, Part> parts) {
}
