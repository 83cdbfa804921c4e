package dev.longhaul.store;

import java.util.List;
import java.util.Optional;

/**
 * One bucket of an object store, in S3's verbs. Every method answers what the store said,
 * or throws a {@link StoreException} named by the fact; transient faults were retried
 * before.
 */
public interface ObjectStore {

	/**
	 * Begins a multipart upload (CreateMultipartUpload).
	 */
	CreatedUpload create(ObjectSpec object);

	/**
	 * Sends one part (UploadPart); the same number sent again overwrites it.
	 * @throws UploadGone if the store does not know the upload
	 */
	UploadedPart send(Upload upload, PartBody body);

	/**
	 * All parts that the store holds, ascending (ListParts, all pages).
	 * @throws UploadGone if the store does not know the upload
	 */
	List<UploadedPart> listParts(Upload upload);

	/**
	 * The same for an upload from a list, which may show some that the store does not
	 * know any more: nothing then.
	 */
	default Optional<List<UploadedPart>> listParts(OpenUpload open) {
		try {
			return Optional.of(listParts(open.upload()));
		}
		catch (UploadGone ex) {
			return Optional.empty();
		}
	}

	/**
	 * Joins the parts to the object (CompleteMultipartUpload). A normal return means that
	 * the store said so; the proof is {@link #head}.
	 * @throws UploadGone if the store does not know the upload, or has completed it
	 * before
	 * @throws PreconditionFailed if the key has an object and may not
	 * @throws ConditionConflict if somebody else was writing the key
	 */
	void complete(Upload upload, Completion completion);

	/**
	 * Ends the upload and frees its parts (AbortMultipartUpload).
	 * @throws UploadGone if the store does not know the upload
	 */
	void abort(Upload upload);

	/**
	 * Sends a whole object (PutObject).
	 * @return whether the store has checked the body's checksum, as far as it says; no
	 * store says so of Content-MD5
	 * @throws PreconditionFailed if the key has an object and may not
	 */
	boolean put(ObjectSpec object, PartBody body, WriteCondition condition);

	/** Sends a whole object, whatever is there. */
	default boolean put(ObjectSpec object, PartBody body) {
		return put(object, body, WriteCondition.ALWAYS);
	}

	/** What the store holds under the key (HeadObject). */
	Optional<StoredObject> head(String key);

	/**
	 * The same; nothing only if the store names the object as what is missing (by
	 * GetObject's 404), not its bucket: HeadObject's 404 has no body that would tell.
	 * @throws BucketMissing if it is the bucket
	 */
	Optional<StoredObject> headForCertain(String key);

	/**
	 * The unfinished uploads of exactly this key, whoever began them
	 * (ListMultipartUploads).
	 */
	List<OpenUpload> openUploads(String key);

	/** The unfinished uploads of the whole bucket, whoever began them. */
	OpenUploads openUploads();

	/** Reads the bucket's objects back. */
	ObjectReader reader();

}
