package dev.longhaul.store;

import java.util.Locale;

/**
 * A part that the store holds.
 *
 * @param number S3's part number
 * @param size in bytes
 * @param etag as the store gave it but without quotes; sent back at Complete
 */
public record UploadedPart(int number, long size, String etag) {

	public UploadedPart {
		etag = unquoted(etag);
	}

	/**
	 * Whether the store's part is this one: number, size and ETag agree. ETags are
	 * compared without regard to case because some stores answer upper-case hexadecimals.
	 */
	public boolean agreesWith(UploadedPart other) {
		return this.number == other.number && this.size == other.size && this.etag.equalsIgnoreCase(other.etag);
	}

	/** ETags come quoted or not, as the store likes, sometimes even within one answer. */
	static String unquoted(String etag) {
		return etag.replace("\"", "").strip();
	}

	/** Whether the ETag looks like an MD5; with SSE-KMS it does and is none. */
	public boolean hasMd5Form() {
		return this.etag.toLowerCase(Locale.ROOT).matches("[0-9a-f]{32}");
	}

}
