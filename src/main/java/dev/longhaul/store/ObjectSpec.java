package dev.longhaul.store;

import java.util.Map;

import dev.longhaul.checksum.ChecksumAlgorithm;

/**
 * The object to be made: its key and what Create or PutObject says of it.
 *
 * @param key at most {@link #LONGEST_KEY} bytes in UTF-8
 * @param metadata user metadata without the x-amz-meta- prefix
 * @param integrity by which the parts are summed
 */
public record ObjectSpec(String key, Map<String, String> metadata, ObjectSettings settings,
		ChecksumAlgorithm integrity) {

	/** S3's limit of a key, in bytes of UTF-8. */
	public static final int LONGEST_KEY = 1024;

	public ObjectSpec {
		metadata = Map.copyOf(metadata);
	}

	/** An object with the same settings under another key. */
	public ObjectSpec at(String otherKey, ChecksumAlgorithm otherIntegrity) {
		return new ObjectSpec(otherKey, this.metadata, this.settings, otherIntegrity);
	}

}
