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
	 * Joins the parts to the object (CompleteMultipartUpload). A normal return means that
	 * the store said so; the proof is {@link #head}.
	 * @param parts all of them, ascending
	 * @throws UploadGone if the store does not know the upload, or has completed it
	 * before
	 */
	void complete(Upload upload, List<UploadedPart> parts);

	/**
	 * Ends the upload and frees its parts (AbortMultipartUpload).
	 * @throws UploadGone if the store does not know the upload
	 */
	void abort(Upload upload);

	/** Sends a whole object (PutObject). */
	void put(ObjectSpec object, PartBody body);

	/** What the store holds under the key (HeadObject). */
	Optional<StoredObject> head(String key);

	/**
	 * The unfinished uploads of exactly this key, whoever began them
	 * (ListMultipartUploads).
	 */
	List<OpenUpload> openUploads(String key);

	/** The unfinished uploads of the whole bucket, whoever began them. */
	List<OpenUpload> openUploads();

}
