package dev.longhaul.store;

import java.util.Map;

import dev.longhaul.checksum.ChecksumAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * The object to be made: its key and what is said of it at CreateMultipartUpload or
 * PutObject.
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

	/** An object whose parts are guarded by Content-MD5. */
	public ObjectSpec(String key, Map<String, String> metadata, ObjectSettings settings) {
		this(key, metadata, settings, ChecksumAlgorithm.MD5);
	}

	/** An object of which little is said; null is left to the store. */
	public ObjectSpec(String key, @Nullable String contentType, @Nullable String storageClass,
			Map<String, String> metadata) {
		this(key, metadata, new ObjectSettings(new ContentHeaders(contentType, null, null, null), storageClass, null,
				Map.of(), Encryption.NONE, null));
	}

	/** The same object with parts that are summed otherwise. */
	public ObjectSpec summedBy(ChecksumAlgorithm otherIntegrity) {
		return new ObjectSpec(this.key, this.metadata, this.settings, otherIntegrity);
	}

	/** An object with the same settings in the same folder. */
	public ObjectSpec beside(String name, ChecksumAlgorithm otherIntegrity) {
		String folder = this.key.substring(0, this.key.lastIndexOf('/') + 1);
		return new ObjectSpec(folder + name, this.metadata, this.settings, otherIntegrity);
	}

}
