package dev.longhaul.stub;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts, shows, reads and deletes objects.
 */
final class ObjectOperations {

	private final Store store;

	ObjectOperations(Store store) {
		this.store = store;
	}

	Answer put(S3Request request) throws IOException {
		Bucket bucket = this.store.bucket(request.bucket());
		boolean onlyIfAbsent = request.onlyIfAbsent();
		if (onlyIfAbsent && bucket.contains(request.key())) {
			throw S3Error.preconditionFailed();
		}
		Map<String, String> headers = KeptHeaders.of(request);
		BodyClaims claims = UploadOperations.claims(request);
		Blob blob = this.store.blobs().receive(request.body(), claims, null);
		StoredObject object = object(request, headers, blob);
		try {
			bucket.put(object, onlyIfAbsent);
		}
		catch (S3Error ex) {
			this.store.blobs().delete(blob.file());
			throw ex;
		}
		return withChecksum(Answer.empty(200).with("etag", "\"" + object.etag() + "\""), object);
	}

	Answer head(S3Request request) {
		StoredObject object = this.store.bucket(request.bucket()).object(request.key());
		return show(request, object, new Content(object.size(), (out) -> {
			throw new IllegalStateException("HEAD has no body");
		}));
	}

	Answer get(S3Request request) {
		StoredObject object = this.store.bucket(request.bucket()).object(request.key());
		if (!object.hasBytes()) {
			throw S3Error.notImplemented("The stub was told to discard the bytes of bodies");
		}
		ByteRange range = ByteRange.of(request.header("range"), object.size());
		if (range == null) {
			return show(request, object, Content.of(object, 0, object.size()));
		}
		Answer whole = show(request, object, Content.of(object, range.from(), range.length()));
		return new Answer(206, whole.headers(), whole.content()).with("content-range",
				range.contentRange(object.size()));
	}

	/** S3 answers 204 for a key that is not there, too. */
	Answer delete(S3Request request) {
		this.store.bucket(request.bucket()).deleteObject(request.key());
		return Answer.empty(204);
	}

	private StoredObject object(S3Request request, Map<String, String> headers, Blob blob) {
		PartChecksum sum = blob.checksum();
		ObjectChecksum checksum = (sum == null) ? null
				: new ObjectChecksum(sum.algorithm(), ChecksumType.FULL_OBJECT, sum.value());
		Part only = new Part(1, blob.size(), blob.md5(), sum, this.store.now(), blob.file());
		StoredObject.Entity entity = new StoredObject.Entity(blob.size(), blob.md5(), checksum, only.lastModified());
		return new StoredObject(request.bucket(), request.key(), entity, headers, List.of(only));
	}

	private static Answer show(S3Request request, StoredObject object, Content content) {
		Map<String, String> headers = new TreeMap<>(object.headers());
		headers.put("etag", "\"" + object.etag() + "\"");
		headers.put("last-modified", S3Time.inHeader(object.entity().lastModified()));
		headers.put("accept-ranges", "bytes");
		Answer answer = new Answer(200, headers, content);
		boolean asked = "ENABLED".equalsIgnoreCase(request.header("x-amz-checksum-mode"));
		// the checksum is the whole object's, so S3 keeps it back where only a range is
		// read
		return (asked && content.length() == object.size()) ? withChecksum(answer, object) : answer;
	}

	private static Answer withChecksum(Answer answer, StoredObject object) {
		ObjectChecksum checksum = object.entity().checksum();
		return (checksum == null) ? answer : answer.with(checksum.algorithm().header(), checksum.value())
			.with("x-amz-checksum-type", checksum.type().name());
	}

}
