package dev.longhaul.store;

import java.util.Map;

import dev.longhaul.checksum.ChecksumAlgorithm;

/**
 * The object to be made: its key and what Create or PutObject says of it.
 *
 * @param key at most 1,024 bytes in UTF-8
 * @param metadata user metadata without the x-amz-meta- prefix
 * @param integrity by which the parts are summed
 */
public record ObjectSpec(String key, Map<String, String> metadata, ObjectSettings settings,
		ChecksumAlgorithm integrity) {

	public ObjectSpec {
		metadata = Map.copyOf(metadata);
	}

	/** An object with the same settings in the same folder. */
	public ObjectSpec beside(String name, ChecksumAlgorithm otherIntegrity) {
		String folder = this.key.substring(0, this.key.lastIndexOf('/') + 1);
		return new ObjectSpec(folder + name, this.metadata, this.settings, otherIntegrity);
	}

}
