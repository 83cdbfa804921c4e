package dev.longhaul.stub;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Begins uploads, takes their parts and ends them without an object.
 */
final class UploadOperations {

	static final long MAX_BODY = 5L << 30;

	private static final int MAX_PART_NUMBER = 10_000;

	private final Store store;

	private final AtomicLong initiated = new AtomicLong();

	UploadOperations(Store store) {
		this.store = store;
	}

	Answer create(S3Request request) {
		Bucket bucket = this.store.bucket(request.bucket());
		Upload.Name name = new Upload.Name(request.bucket(), request.key(), nextId(), this.store.now());
		ChecksumPlan checksums = ChecksumPlan.of(request);
		bucket.open(new Upload(name, this.store.kept(request), checksums));
		Answer answer = Answer.xml(Xml.result("InitiateMultipartUploadResult")
			.value("Bucket", name.bucket())
			.value("Key", name.key())
			.value("UploadId", name.uploadId()));
		return (checksums == null) ? answer : answer.with("x-amz-checksum-algorithm", checksums.algorithm().name())
			.with("x-amz-checksum-type", checksums.type().name());
	}

	Answer part(S3Request request) throws IOException {
		Bucket bucket = this.store.bucket(request.bucket());
		int number = request.target().partNumber();
		if (number < 1 || number > MAX_PART_NUMBER) {
			throw S3Error.invalidArgument("Part number must be an integer between 1 and 10000, inclusive");
		}
		BodyClaims claims = claims(request);
		Upload upload = bucket.upload(request.key(), request.uploadId());
		CustomerKeyClaim.requireSame(upload.headers(), request);
		LockHeaders.requireDigest(upload.headers(), request);
		ChecksumPlan plan = upload.checksums();
		requireAlgorithm(plan, claims.checksum());
		Blob blob = this.store.blobs().receive(request.body(), claims, plan);
		Part part = new Part(number, blob.size(), EncryptionHeaders.etag(upload.headers(), blob.md5()), blob.checksum(),
				this.store.now(), blob.file());
		try {
			bucket.store(upload.name(), part);
		}
		catch (S3Error ex) {
			this.store.blobs().delete(part.file());
			throw ex;
		}
		Answer answer = EncryptionHeaders.shown(upload.headers(),
				Answer.empty(200).with("etag", "\"" + part.etag() + "\""));
		PartChecksum sum = part.checksum();
		return (sum == null) ? answer : answer.with(sum.algorithm().header(), sum.value());
	}

	Answer abort(S3Request request) {
		this.store.bucket(request.bucket()).abort(request.key(), request.uploadId());
		return Answer.empty(204);
	}

	/**
	 * As S3 answers when parts were in flight: accepted, and yet they are still there.
	 */
	Answer abortLeavingParts(S3Request request) {
		this.store.bucket(request.bucket()).markAborted(request.key(), request.uploadId());
		return Answer.empty(204);
	}

	static BodyClaims claims(S3Request request) {
		if (Sessions.isIn(request.bucket()) && request.header("content-md5") != null) {
			throw S3Error.invalidRequest("A directory bucket takes no Content-MD5.");
		}
		if (!request.body().framing().declared()) {
			throw new S3Error(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
		}
		if (request.body().framing().length() > MAX_BODY) {
			throw S3Error.entityTooLarge();
		}
		return BodyClaims.of(request);
	}

	private static void requireAlgorithm(@Nullable ChecksumPlan plan, @Nullable PartChecksum claimed) {
		if (plan != null) {
			plan.check(claimed);
		}
		else if (claimed != null) {
			throw ChecksumPlan.mismatch(null, claimed);
		}
	}

	/** Sorted by initiation, and about as long as S3's own. */
	private String nextId() {
		String random = (UUID.randomUUID() + "." + UUID.randomUUID() + "." + UUID.randomUUID()).replace("-", "");
		return "%06d.%s".formatted(this.initiated.incrementAndGet(), random);
	}

}
