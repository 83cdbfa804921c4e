package dev.longhaul.store;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a pre-flight asks of a bucket beside carrying files. Asks only a few times, so
 * that a dead store is reported soon.
 */
public interface StoreProbe extends AutoCloseable {

	/** The bucket as a run would use it. */
	ObjectStore store();

	/** How requests get there; asks nobody. */
	Reach reach();

	/**
	 * Whose credentials were found.
	 * @throws CredentialsMissing if there are none
	 */
	Identity identity();

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
	 * Takes away an object that the probe made (DeleteObject), its version too where the
	 * bucket keeps them.
	 * @throws AccessRefused if the credentials may not; then a version may be hidden only
	 */
	void delete(String key);

	/**
	 * The bucket's enabled rules that abort incomplete uploads
	 * (GetBucketLifecycleConfiguration).
	 */
	List<AbortRule> abortRules();

	@Override
	void close();

	/**
	 * How requests get to the store.
	 *
	 * @param region null where requests are signed for all of them
	 * @param perhaps regions that may have been meant, if AWS is not known to have this
	 * one
	 * @param proxy host and port, null for none
	 */
	record Reach(@Nullable String region, List<String> perhaps, @Nullable String proxy) {

	}

	/**
	 * Who asks; the secret stays where it is.
	 *
	 * @param origin in a person's words
	 */
	record Identity(String accessKeyId, String origin, boolean temporary) {

		/** As much of the id as may be shown. */
		public String end() {
			return this.accessKeyId.substring(Math.max(0, this.accessKeyId.length() - 4));
		}

	}

}
