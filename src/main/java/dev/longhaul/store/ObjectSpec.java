package dev.longhaul.store;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The object to be made: its key and what is said of it at CreateMultipartUpload or
 * PutObject.
 *
 * @param key at most 1,024 bytes in UTF-8
 * @param contentType null to leave it to the store
 * @param storageClass null to leave it to the bucket
 * @param metadata user metadata without the x-amz-meta- prefix
 */
public record ObjectSpec(String key, @Nullable String contentType, @Nullable String storageClass,
		Map<String, String> metadata) {

	public ObjectSpec {
		metadata = Map.copyOf(metadata);
	}

}
