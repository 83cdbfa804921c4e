package dev.longhaul.stub;

/**
 * A refusal in S3's words: the status and the code that the client gets.
 */
final class S3Error extends RuntimeException {

	private final int status;

	private final String code;

	S3Error(int status, String code, String message) {
		super(message);
		this.status = status;
		this.code = code;
	}

	int status() {
		return this.status;
	}

	String code() {
		return this.code;
	}

	String reason() {
		String message = getMessage();
		return (message != null) ? message : this.code;
	}

	static S3Error noSuchBucket() {
		return new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
	}

	static S3Error noSuchKey() {
		return new S3Error(404, "NoSuchKey", "The specified key does not exist.");
	}

	static S3Error noSuchUpload() {
		return new S3Error(404, "NoSuchUpload", "The specified upload does not exist. The upload ID may be invalid, "
				+ "or the upload may have been aborted or completed.");
	}

	static S3Error invalidArgument(String message) {
		return new S3Error(400, "InvalidArgument", message);
	}

	static S3Error invalidRequest(String message) {
		return new S3Error(400, "InvalidRequest", message);
	}

	static S3Error invalidPart(int number) {
		return new S3Error(400, "InvalidPart", "One or more of the specified parts could not be found. The part may "
				+ "not have been uploaded, or the specified entity tag may not match the part's entity tag: part "
				+ number);
	}

	static S3Error badDigest(String what) {
		return new S3Error(400, "BadDigest", "The " + what + " you specified did not match what we received.");
	}

	static S3Error malformedXml() {
		return new S3Error(400, "MalformedXML",
				"The XML you provided was not well-formed or did not validate against our published schema");
	}

	static S3Error preconditionFailed() {
		return new S3Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
	}

	static S3Error entityTooLarge() {
		return new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
	}

	static S3Error notImplemented(String what) {
		return new S3Error(501, "NotImplemented",
				"A header or parameter you provided implies functionality that is not implemented: " + what);
	}

}
