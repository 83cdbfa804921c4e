package dev.longhaul.upload;

/**
 * On what the proof of a delivery rests.
 */
public enum Proof {

	/** The checksum that the store keeps of the object is the one of the file. */
	CHECKSUM("checksum"),
	/** The object's ETag is the one that follows from the MD5s of the file's parts. */
	ETAG("etag"),
	/** The store verified each part's checksum, but keeps none of the object. */
	PART_CHECKSUMS("part-checksums"),
	/** The store took each part with its Content-MD5; its ETags are no MD5s. */
	CONTENT_MD5("content-md5"),
	/**
	 * Marker and size: the store tells neither checksum nor ETag of the object, or only
	 * an ETag that is no MD5 and does not look at Content-MD5, or lets nobody try that.
	 */
	SIZE("size");

	private final String label;

	Proof(String label) {
		this.label = label;
	}

	/** As it stands in receipts, which are read for years. */
	public String label() {
		return this.label;
	}

}
