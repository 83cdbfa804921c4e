package dev.longhaul.stub;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The headers of Create and PutObject that stay with the object.
 */
final class KeptHeaders {

	private static final Set<String> SYSTEM = Set.of("cache-control", "content-disposition", "content-encoding",
			"content-language", "content-type", "expires", "x-amz-storage-class");

	private static final Set<String> STORAGE_CLASSES = Set.of("STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA",
			"ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "GLACIER_IR", "DEEP_ARCHIVE");

	private static final int MAX_METADATA = 2 * 1024;

	private KeptHeaders() {
	}

	static Map<String, String> of(S3Request request) {
		Map<String, String> kept = new TreeMap<>();
		kept.put("content-type", "binary/octet-stream");
		request.headers().forEach((name, value) -> {
			if (SYSTEM.contains(name) || name.startsWith("x-amz-meta-")) {
				kept.put(name, value);
			}
		});
		kept.putAll(SettingHeaders.of(request));
		requireSmallMetadata(kept);
		requireStorageClass(kept);
		// S3 does not tell the storage class of an object in the standard one
		kept.remove("x-amz-storage-class", "STANDARD");
		return Collections.unmodifiableMap(kept);
	}

	private static void requireSmallMetadata(Map<String, String> kept) {
		int bytes = kept.entrySet()
			.stream()
			.filter((header) -> header.getKey().startsWith("x-amz-meta-"))
			.mapToInt((header) -> header.getKey().length() - "x-amz-meta-".length() + bytes(header.getValue()))
			.sum();
		if (bytes > MAX_METADATA) {
			throw new S3Error(400, "MetadataTooLarge",
					"Your metadata headers exceed the maximum allowed metadata size: " + bytes);
		}
	}

	private static void requireStorageClass(Map<String, String> kept) {
		String storageClass = kept.get("x-amz-storage-class");
		if (storageClass != null && !STORAGE_CLASSES.contains(storageClass)) {
			throw new S3Error(400, "InvalidStorageClass", "The storage class you specified is not valid");
		}
	}

	/**
	 * Heads are read and written byte by byte as Latin-1, so that UTF-8 in them comes
	 * back as it was.
	 */
	private static int bytes(String value) {
		return value.getBytes(StandardCharsets.ISO_8859_1).length;
	}

}
