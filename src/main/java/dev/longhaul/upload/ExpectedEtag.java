package dev.longhaul.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import dev.longhaul.store.UploadedPart;

/**
 * The ETag that an object must have, computed from what was hashed here.
 */
public final class ExpectedEtag {

	private ExpectedEtag() {
	}

	/**
	 * The MD5 of the parts' MD5s and their count; nothing where the store's ETags are no
	 * MD5s.
	 */
	@SuppressWarnings("InsecureCryptoUsage") // S3's ETags are MD5s
	public static Optional<String> ofParts(List<UploadedPart> parts) {
		if (!parts.stream().allMatch(UploadedPart::hasMd5Form)) {
			return Optional.empty();
		}
		try {
			MessageDigest md5 = MessageDigest.getInstance("MD5");
			parts.forEach((part) -> md5.update(HexFormat.of().parseHex(part.etag())));
			return Optional.of(HexFormat.of().formatHex(md5.digest()) + "-" + parts.size());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex); // every JDK has MD5
		}
	}

}
