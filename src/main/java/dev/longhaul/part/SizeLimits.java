package dev.longhaul.part;

/**
 * How large what is sent to a store may be.
 *
 * @param object the largest one, in bytes
 * @param part the largest one, in bytes; also the limit of a single PutObject
 */
public record SizeLimits(long object, long part) {

	/** Those of S3 itself. */
	public static final SizeLimits S3 = new SizeLimits(S3Limits.MAX_OBJECT_SIZE, S3Limits.MAX_PART_SIZE);

}
