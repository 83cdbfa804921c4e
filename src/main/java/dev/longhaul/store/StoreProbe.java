package dev.longhaul.store;

import java.util.List;

/**
 * What a pre-flight asks of a bucket beside carrying files. Asks a few times only, so
 * that a dead store is told of soon.
 */
public interface StoreProbe extends AutoCloseable {

	/** The bucket as a run would use it. */
	ObjectStore store();

	/**
	 * The access key id of the credentials that were found; the secret stays where it is.
	 * @throws CredentialsMissing if there are none
	 */
	String accessKeyId();

	/**
	 * Says hello (HeadBucket).
	 * @throws StoreUnavailable if nobody answers
	 */
	Contact contact();

	/**
	 * Sends part 2 with the MD5 of other bytes (UploadPart).
	 * @return whether the store refused it for that
	 */
	boolean refusesDamage(Upload upload);

	/**
	 * The bucket's enabled rules that abort incomplete uploads
	 * (GetBucketLifecycleConfiguration).
	 */
	List<AbortRule> abortRules();

	@Override
	void close();

}
