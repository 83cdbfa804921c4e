package dev.longhaul.stub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Carries out requests, or refuses them by an {@link S3Error}.
 */
final class S3Service {

	private static final int MAX_KEY = 1024;

	private final Access access;

	private final Ownership ownership;

	private final Placement placement;

	private final Sessions sessions;

	private final BucketOperations buckets;

	private final UploadOperations uploads;

	private final CompleteOperation completion;

	private final ObjectOperations objects;

	private final Listings listings;

	S3Service(Store store, Access access, long minPart) {
		this.access = access;
		this.ownership = store.ownership();
		this.placement = store.placement();
		this.sessions = new Sessions(store, access);
		this.buckets = new BucketOperations(store);
		this.uploads = new UploadOperations(store);
		this.completion = new CompleteOperation(store, minPart);
		this.objects = new ObjectOperations(store);
		this.listings = new Listings(store);
	}

	Answer handle(S3Request request) throws IOException {
		S3Error problem = request.target().problem();
		if (problem != null) {
			throw problem;
		}
		this.access.check(request);
		Optional<Answer> elsewhere = this.placement.elsewhere(request);
		if (elsewhere.isPresent()) {
			return elsewhere.get();
		}
		this.ownership.check(request);
		requirePlainBody(request);
		if (request.key().getBytes(StandardCharsets.UTF_8).length > MAX_KEY) {
			throw new S3Error(400, "KeyTooLongError", "Your key is too long");
		}
		return switch (request.target().op()) {
			case CREATE_BUCKET -> this.buckets.create(request);
			case HEAD_BUCKET -> this.buckets.head(request);
			case GET_BUCKET_LIFECYCLE -> this.buckets.lifecycle(request);
			case CREATE_SESSION -> this.sessions.create(request);
			case LIST_OBJECTS_V2 -> this.listings.objects(request);
			case LIST_MULTIPART_UPLOADS -> this.listings.uploads(request);
			case CREATE_MULTIPART_UPLOAD -> this.uploads.create(request);
			case UPLOAD_PART -> this.uploads.part(request);
			case LIST_PARTS -> this.listings.parts(request);
			case COMPLETE_MULTIPART_UPLOAD -> this.completion.complete(request);
			case ABORT_MULTIPART_UPLOAD -> this.uploads.abort(request);
			case PUT_OBJECT -> this.objects.put(request);
			case HEAD_OBJECT -> this.objects.head(request);
			case GET_OBJECT -> this.objects.get(request);
			case DELETE_OBJECT -> this.objects.delete(request);
			case OTHER -> throw S3Error.notImplemented("this operation");
		};
	}

	Answer abortLeavingParts(S3Request request) {
		return this.uploads.abortLeavingParts(request);
	}

	/**
	 * Many stores refuse bodies in chunks and checksums in trailers, so nothing may
	 * depend on them.
	 */
	private static void requirePlainBody(S3Request request) {
		String coding = request.headers().getOrDefault("content-encoding", "");
		String payload = request.headers().getOrDefault("x-amz-content-sha256", "");
		if (coding.contains("aws-chunked") || payload.startsWith("STREAMING-")) {
			throw S3Error.notImplemented("aws-chunked");
		}
		if (request.body().framing().inChunks()) {
			throw S3Error.notImplemented("Transfer-Encoding");
		}
		if (request.header("x-amz-copy-source") != null) {
			throw S3Error.notImplemented("x-amz-copy-source");
		}
	}

}
