package dev.longhaul.store;

import java.util.Locale;

/**
 * S3's ready-made access lists for objects.
 */
public enum CannedAcl {

	/** The owner only. */
	PRIVATE,
	/** Everybody reads. */
	PUBLIC_READ,
	/** Everybody reads and writes. */
	PUBLIC_READ_WRITE,
	/** Everybody with an account of AWS reads. */
	AUTHENTICATED_READ,
	/** EC2 reads, for images of machines. */
	AWS_EXEC_READ,
	/** The bucket's owner reads. */
	BUCKET_OWNER_READ,
	/** The bucket's owner does everything. */
	BUCKET_OWNER_FULL_CONTROL;

	/** S3's word for it. */
	public String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
