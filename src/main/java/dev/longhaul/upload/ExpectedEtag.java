package dev.longhaul.upload;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.RunningChecksum;
import dev.longhaul.store.UploadedPart;

/**
 * The ETag that an object must have, computed from what was hashed here.
 */
public final class ExpectedEtag {

	private ExpectedEtag() {
	}

	/**
	 * The MD5 of the parts' MD5s and their count; nothing where its ETags are no MD5s.
	 */
	public static Optional<String> ofParts(List<UploadedPart> parts) {
		if (!parts.stream().allMatch(UploadedPart::hasMd5Form)) {
			return Optional.empty();
		}
		RunningChecksum md5 = ChecksumAlgorithm.MD5.begin();
		parts.stream()
			.map((part) -> HexFormat.of().parseHex(part.etag()))
			.forEach((bytes) -> md5.update(bytes, 0, bytes.length));
		return Optional.of(md5.value().hex() + "-" + parts.size());
	}

}
