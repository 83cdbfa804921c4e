package dev.longhaul.stub;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

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
		Map<String, String> headers = this.store.kept(request);
		LockHeaders.requireDigest(headers, request);
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
		return EncryptionHeaders.shown(headers,
				withChecksum(Answer.empty(200).with("etag", "\"" + object.etag() + "\""), object));
	}

	Answer head(S3Request request) {
		StoredObject object = asked(request);
		ByteRange part = part(request, object);
		long length = (part != null) ? part.length() : object.size();
		return narrowed(request, object, part, new Content(length, (out) -> {
			throw new IllegalStateException("HEAD has no body");
		}));
	}

	Answer get(S3Request request) {
		StoredObject object = asked(request);
		if (!object.hasBytes()) {
			throw S3Error.notImplemented("The stub was told to discard the bytes of bodies");
		}
		ByteRange part = part(request, object);
		ByteRange range = (part != null) ? part : ByteRange.of(request.header("range"), object.size());
		long from = (range != null) ? range.from() : 0;
		return narrowed(request, object, range,
				Content.of(object, from, (range != null) ? range.length() : object.size()));
	}

	/** The object, or the version of it, if the request's condition holds for it. */
	private StoredObject asked(S3Request request) {
		StoredObject object = this.store.bucket(request.bucket()).version(request.key(), request.query("versionId"));
		String condition = request.header("if-match");
		if (condition != null && !condition.equals("*") && !condition.equals("\"" + object.etag() + "\"")) {
			throw S3Error.preconditionFailed();
		}
		return object;
	}

	/** The part that is asked for by its number; null where none is. */
	private static @Nullable ByteRange part(S3Request request, StoredObject object) {
		String number = request.query("partNumber");
		if (number == null) {
			return null;
		}
		int wanted = request.target().partNumber();
		if (wanted < 1 || request.header("range") != null) {
			throw S3Error.invalidRequest("Cannot specify both Range header and partNumber query parameter");
		}
		if (wanted > object.parts().size()) {
			throw new S3Error(416, "InvalidPartNumber", "The requested partnumber is not satisfiable");
		}
		long from = object.parts().stream().limit(wanted - 1L).mapToLong(Part::size).sum();
		return new ByteRange(from, object.parts().get(wanted - 1).size());
	}

	private static Answer narrowed(S3Request request, StoredObject object, @Nullable ByteRange range, Content content) {
		Answer whole = show(request, object, content);
		if (range == null || range.length() == 0) {
			return whole;
		}
		Answer partial = new Answer(206, whole.headers(), content).with("content-range",
				range.contentRange(object.size()));
		boolean ofParts = object.etag().contains("-");
		return (request.query("partNumber") != null && ofParts)
				? partial.with("x-amz-mp-parts-count", String.valueOf(object.parts().size())) : partial;
	}

	/** S3 answers 204 for a key that is not there, too. */
	Answer delete(S3Request request) {
		this.store.bucket(request.bucket()).deleteObject(request.key(), request.query("versionId"));
		return Answer.empty(204);
	}

	private StoredObject object(S3Request request, Map<String, String> headers, Blob blob) {
		PartChecksum sum = blob.checksum();
		ObjectChecksum checksum = (sum == null) ? null
				: new ObjectChecksum(sum.algorithm(), ChecksumType.FULL_OBJECT, sum.value());
		String etag = EncryptionHeaders.etag(headers, blob.md5());
		Part only = new Part(1, blob.size(), etag, sum, this.store.now(), blob.file());
		StoredObject.Entity entity = new StoredObject.Entity(blob.size(), etag, checksum, only.lastModified());
		return new StoredObject(request.bucket(), request.key(), entity, headers, List.of(only));
	}

	private static Answer show(S3Request request, StoredObject object, Content content) {
		CustomerKeyClaim.requireForObject(object.headers(), request);
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
