package dev.longhaul.verify;

import java.util.Locale;

/**
 * On what a verdict rests.
 */
public enum Evidence {

	/** The checksum that the store keeps of the object. */
	CHECKSUM,
	/** The object's ETag, which is made of MD5s. */
	ETAG,
	/** The object's bytes, read back. */
	BYTES,
	/** Marker, size and ETag of the receipt: it is the object that was delivered. */
	RECEIPT,
	/** Nothing could be compared. */
	NONE;

	/** As JSON has it. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
