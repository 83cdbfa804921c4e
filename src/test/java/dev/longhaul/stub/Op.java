package dev.longhaul.stub;

import java.util.Set;

/**
 * The operations of S3 that the stub knows, and one name for all others.
 */
public enum Op {

	CREATE_BUCKET, HEAD_BUCKET, GET_BUCKET_LIFECYCLE, CREATE_SESSION, LIST_OBJECTS_V2, LIST_MULTIPART_UPLOADS,

	CREATE_MULTIPART_UPLOAD, UPLOAD_PART, LIST_PARTS, COMPLETE_MULTIPART_UPLOAD, ABORT_MULTIPART_UPLOAD,

	PUT_OBJECT, HEAD_OBJECT, GET_OBJECT, DELETE_OBJECT,

	OTHER;

	static Op onBucket(String method, Set<String> query) {
		boolean plain = query.isEmpty();
		return switch (method) {
			case "PUT" -> plain ? CREATE_BUCKET : OTHER;
			case "HEAD" -> plain ? HEAD_BUCKET : OTHER;
			case "GET" -> query.contains("uploads") ? LIST_MULTIPART_UPLOADS
					: query.contains("list-type") ? LIST_OBJECTS_V2 : query.contains("lifecycle") ? GET_BUCKET_LIFECYCLE
							: query.contains("session") ? CREATE_SESSION : OTHER;
			default -> OTHER;
		};
	}

	static Op onKey(String method, Set<String> query) {
		boolean plain = query.isEmpty();
		// a version, or one of the parts that an object was made of
		boolean narrowed = Set.of("versionId", "partNumber").containsAll(query);
		boolean ofUpload = query.contains("uploadId");
		return switch (method) {
			case "POST" ->
				ofUpload ? COMPLETE_MULTIPART_UPLOAD : query.contains("uploads") ? CREATE_MULTIPART_UPLOAD : OTHER;
			case "PUT" -> ofUpload && query.contains("partNumber") ? UPLOAD_PART : plain ? PUT_OBJECT : OTHER;
			case "GET" -> ofUpload ? LIST_PARTS : narrowed ? GET_OBJECT : OTHER;
			case "HEAD" -> narrowed ? HEAD_OBJECT : OTHER;
			case "DELETE" -> ofUpload ? ABORT_MULTIPART_UPLOAD : narrowed ? DELETE_OBJECT : OTHER;
			default -> OTHER;
		};
	}

}
