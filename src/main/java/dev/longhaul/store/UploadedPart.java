package dev.longhaul.store;

import java.util.Locale;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * A part that the store holds.
 *
 * @param number S3's part number
 * @param size in bytes
 * @param etag as the store gave it but without quotes; sent back at Complete
 * @param checksum of its bytes; null where it is not known, or is the ETag
 */
public record UploadedPart(int number, long size, String etag, @Nullable Checksum checksum) {

	public UploadedPart {
		etag = unquoted(etag);
	}

	/** A part of which the ETag says all that is known. */
	public UploadedPart(int number, long size, String etag) {
		this(number, size, etag, null);
	}

	/**
	 * Whether a part that the store lists is this one: number, size and ETag agree. ETags
	 * are compared without regard to case because some stores answer upper-case
	 * hexadecimals; a listed part without an ETag does not contradict.
	 */
	public boolean agreesWith(UploadedPart other) {
		boolean sameEtag = this.etag.equalsIgnoreCase(other.etag) || this.etag.isEmpty() || other.etag.isEmpty();
		return this.number == other.number && this.size == other.size && sameEtag;
	}

	/** ETags come quoted or not, as the store likes, sometimes even within one answer. */
	public static String unquoted(String etag) {
		return etag.replace("\"", "").strip();
	}

	/**
	 * Whether a store's list of parts will tell whose bytes it holds: by a checksum that
	 * the store keeps or by an ETag that is the MD5. With SSE-KMS or SSE-C an ETag is no
	 * MD5, and a store does not keep Content-MD5.
	 */
	public boolean isRecognisable() {
		return this.checksum == null || this.checksum.algorithm() != ChecksumAlgorithm.MD5;
	}

	/** Whether the ETag looks like an MD5; with SSE-KMS it does and is none. */
	public boolean hasMd5Form() {
		return this.etag.toLowerCase(Locale.ROOT).matches("[0-9a-f]{32}");
	}

}
