package dev.longhaul.store.s3;

/**
 * What is asked of the store, by S3's own name.
 */
enum S3Operation {

	CREATE_MULTIPART_UPLOAD("CreateMultipartUpload"),

	UPLOAD_PART("UploadPart"),

	LIST_PARTS("ListParts"),

	COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload"),

	ABORT_MULTIPART_UPLOAD("AbortMultipartUpload"),

	LIST_MULTIPART_UPLOADS("ListMultipartUploads"),

	PUT_OBJECT("PutObject"),

	HEAD_OBJECT("HeadObject"),

	GET_OBJECT("GetObject"),

	DELETE_OBJECT("DeleteObject"),

	HEAD_BUCKET("HeadBucket"),

	GET_BUCKET_LIFECYCLE_CONFIGURATION("GetBucketLifecycleConfiguration");

	private final String told;

	S3Operation(String told) {
		this.told = told;
	}

	/**
	 * A request of it.
	 * @param target key or bucket
	 */
	RequestName of(String target) {
		return new RequestName(this, 0, target, "");
	}

	/** Whether an answer has no body that says why. */
	boolean isHead() {
		return this == HEAD_OBJECT || this == HEAD_BUCKET;
	}

	@Override
	public String toString() {
		return this.told;
	}

}
