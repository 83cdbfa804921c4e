package dev.longhaul.stub;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Parts laid end to end make an object, without touching their bytes.
 */
final class Assembly {

	private Assembly() {
	}

	static StoredObject of(Upload upload, List<Part> parts, Instant now) {
		long size = parts.stream().mapToLong(Part::size).sum();
		StoredObject.Entity entity = new StoredObject.Entity(size, etag(parts), checksum(upload, parts), now);
		return new StoredObject(upload.name().bucket(), upload.name().key(), entity, upload.headers(),
				List.copyOf(parts));
	}

	/** The MD5 of the parts' MD5s, and how many they were. */
	private static String etag(List<Part> parts) {
		RunningChecksum md5 = ChecksumAlgorithm.md5();
		for (Part part : parts) {
			byte[] bytes = HexFormat.of().parseHex(part.etag());
			md5.update(bytes, 0, bytes.length);
		}
		return BodyDigest.hex(md5.value()) + "-" + parts.size();
	}

	private static @Nullable ObjectChecksum checksum(Upload upload, List<Part> parts) {
		ChecksumPlan plan = upload.checksums();
		return (plan != null) ? plan.over(parts) : null;
	}

}
