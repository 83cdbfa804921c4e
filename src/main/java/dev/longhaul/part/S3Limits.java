package dev.longhaul.part;

/**
 * The limits of a multipart upload as the S3 user guide states them.
 */
public final class S3Limits {

	public static final int MAX_PARTS = 10_000;

	public static final long MIB = 1L << 20;

	/** Every part but the last has at least this many bytes. */
	public static final long MIN_PART_SIZE = 5 * MIB;

	/** Also the limit of a single PutObject. */
	public static final long MAX_PART_SIZE = 5L << 30;

	/** 48.8 TiB; older pages still say 5 TiB. */
	public static final long MAX_OBJECT_SIZE = MAX_PARTS * MAX_PART_SIZE;

	private S3Limits() {
	}

}
