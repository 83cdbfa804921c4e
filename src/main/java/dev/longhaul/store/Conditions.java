package dev.longhaul.store;

/**
 * Which requests of a store honour If-None-Match.
 */
public enum Conditions {

	/** None: an object is replaced in spite of it. */
	NONE,
	/** PutObject does, CompleteMultipartUpload ignores it. */
	PUT_ONLY,
	/** Both do. */
	BOTH

}
