package dev.longhaul.store.s3;

/**
 * A request to the store as messages name it: "UploadPart 3 of a/b".
 *
 * @param operation what is asked
 * @param part number of the part that is sent, 0 for other requests
 * @param target key or bucket
 * @param detail end of the name, such as the range that is read; empty where there is
 * none
 */
record RequestName(S3Operation operation, int part, String target, String detail) {

	static RequestName ofPart(int part, String key) {
		return new RequestName(S3Operation.UPLOAD_PART, part, key, "");
	}

	RequestName with(String more) {
		return new RequestName(this.operation, this.part, this.target, more);
	}

	@Override
	public String toString() {
		return this.operation + ((this.part > 0) ? " " + this.part : "") + " of " + this.target + this.detail;
	}

}
