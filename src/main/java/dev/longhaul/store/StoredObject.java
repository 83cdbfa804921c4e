package dev.longhaul.store;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.longhaul.checksum.ObjectChecksum;
import org.jspecify.annotations.Nullable;

/**
 * An object as HeadObject tells of it.
 *
 * @param size in bytes
 * @param etag without quotes
 * @param versionId null where the bucket keeps no versions
 * @param checksum null where the store keeps none
 * @param metadata user metadata; its keys become lower case, for they are names of
 * headers, which some stores and proxies write with capitals
 */
public record StoredObject(String key, long size, String etag, @Nullable String versionId, StoredEncryption encryption,
		@Nullable ObjectChecksum checksum, Map<String, String> metadata) {

	/** The metadata entry by which Longhaul knows its own objects. */
	public static final String MARKER = "longhaul-upload";

	public StoredObject {
		etag = UploadedPart.unquoted(etag);
		metadata = metadata.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap((entry) -> entry.getKey().toLowerCase(Locale.ROOT),
					Map.Entry::getValue, (first, second) -> first));
	}

	/** Whether the ETag can be compared with MD5s; some stores make other ones. */
	public boolean hasMd5Etag() {
		return this.encryption.leavesMd5Etags() && this.etag.matches("[0-9a-fA-F]{32}(-\\d+)?");
	}

	public boolean hasMarker(String marker) {
		return marker.equals(this.metadata.get(MARKER));
	}

	/** The marker, if Longhaul made the object. */
	public Optional<String> marker() {
		return Optional.ofNullable(this.metadata.get(MARKER));
	}

}
