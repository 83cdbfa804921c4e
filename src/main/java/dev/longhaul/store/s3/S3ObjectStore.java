package dev.longhaul.store.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.store.BucketMissing;
import dev.longhaul.store.Completion;
import dev.longhaul.store.ConditionConflict;
import dev.longhaul.store.CreatedUpload;
import dev.longhaul.store.ObjectReader;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.OpenUpload;
import dev.longhaul.store.OpenUploads;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoredEncryption;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.store.WriteCondition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * A bucket behind the SDK's synchronous client.
 */
record S3ObjectStore(S3Bucket bucket) implements ObjectStore {

	private static final int BAD_REQUEST = 400;

	private static final int NOT_IMPLEMENTED = 501;

	private static final String RIGHTS_TO_LOOK = " (s3:GetObject, and s3:ListBucket of the bucket: "
			+ "without that S3 refuses to say that a key is not there)";

	private static final Duration SILENCE = Duration.ofMinutes(2);

	/** Bytes a second of one connection; a slower one is taken for dead. */
	private static final long SLOWEST = 16 << 10;

	@Override
	public CreatedUpload create(ObjectSpec object) {
		ChecksumAlgorithm integrity = object.integrity();
		RetryCount retries = new RetryCount();
		try {
			return create(object, integrity.combines() ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE, retries);
		}
		catch (RequestRefused ex) {
			// some sum the whole by CRC64NVME only, by CRC32 and CRC32C the parts (R2)
			boolean mayBeTheType = ex.getCause() instanceof S3Exception answer
					&& (answer.statusCode() == BAD_REQUEST || answer.statusCode() == NOT_IMPLEMENTED);
			if (!mayBeTheType || !integrity.combines() || integrity == ChecksumAlgorithm.CRC64NVME) {
				throw ex;
			}
			return createOrThrow(ex, object, retries);
		}
	}

	/** The reason of the first refusal is the one to tell. */
	private CreatedUpload createOrThrow(RequestRefused first, ObjectSpec object, RetryCount retries) {
		try {
			return create(object, ChecksumType.COMPOSITE, retries);
		}
		catch (RequestRefused ex) {
			first.addSuppressed(ex);
			throw first;
		}
	}

	private CreatedUpload create(ObjectSpec object, ChecksumType type, RetryCount retries) {
		try {
			return created(object, type, retries);
		}
		catch (BucketMissing ex) {
			throw retries.isRepeated() ? ex.afterLoss() : ex;
		}
	}

	private CreatedUpload created(ObjectSpec object, ChecksumType type, RetryCount retries) {
		CreateMultipartUploadResponse created = this.bucket.call(S3Operation.CREATE_MULTIPART_UPLOAD.of(object.key()),
				() -> this.bucket.client()
					.createMultipartUpload((request) -> request.bucket(this.bucket.name())
						.key(object.key())
						.applyMutation(this.bucket.terms()::on)
						.applyMutation(new StatedSettings(object)::on)
						.applyMutation((create) -> S3Checksums.fix(object.integrity(), type, create))
						.overrideConfiguration((call) -> call.addMetricPublisher(retries))));
		if (created.uploadId() == null) {
			throw StrangersAnswer.lacking("no upload id", S3Operation.CREATE_MULTIPART_UPLOAD.of(object.key()));
		}
		boolean fullObject = S3Checksums.isOfFullObject(object.integrity(), created);
		return new CreatedUpload(new Upload(object.key(), created.uploadId()), fullObject, retries.isRepeated());
	}

	@Override
	public UploadedPart send(Upload upload, PartBody body) {
		int number = body.part().number();
		RequestName doing = RequestName.ofPart(number, upload.key());
		UploadPartResponse answer = sending(doing, body,
				(content) -> this.bucket.client()
					.uploadPart((request) -> request.bucket(this.bucket.name())
						.key(upload.key())
						.uploadId(upload.id())
						.partNumber(number)
						.applyMutation(this.bucket.terms()::on)
						.overrideConfiguration((attempt) -> sends(content, attempt, body)), content.asBody()));
		StrangersAnswer.requireNone(doing, answer);
		StoredEncryption encryption = new StoredEncryption(answer.serverSideEncryptionAsString(),
				answer.sseCustomerAlgorithm() != null);
		return new Arrival(doing, body).part(answer.eTag(), encryption.leavesMd5Etags(),
				S3Checksums.of(body.checksum().algorithm(), answer));
	}

	@Override
	public List<UploadedPart> listParts(Upload upload) {
		List<UploadedPart> parts = new ArrayList<>();
		int marker = 0;
		boolean more = true;
		while (more) {
			int after = marker;
			ListPartsResponse page = this.bucket.call(S3Operation.LIST_PARTS.of(upload.key()),
					() -> this.bucket.client()
						.listParts((request) -> request.bucket(this.bucket.name())
							.key(upload.key())
							.uploadId(upload.id())
							.partNumberMarker(after)
							.applyMutation(this.bucket.terms()::on)));
			if (page.uploadId() == null && page.key() == null && page.bucket() == null) {
				throw StrangersAnswer.lacking("neither bucket nor key", S3Operation.LIST_PARTS.of(upload.key()));
			}
			// a store that passes over the marker lists the first ones again and again
			page.parts()
				.stream()
				.filter((part) -> part.partNumber() > after)
				.map(S3ObjectStore::listed)
				.forEach(parts::add);
			marker = parts.stream().mapToInt(UploadedPart::number).max().orElse(after);
			more = Boolean.TRUE.equals(page.isTruncated()) && marker > after;
		}
		return parts;
	}

	private static UploadedPart listed(Part part) {
		return new UploadedPart(part.partNumber(), part.size(), (part.eTag() != null) ? part.eTag() : "",
				S3Checksums.of(part));
	}

	@Override
	public void complete(Upload upload, Completion completion) {
		RetryCount retries = new RetryCount();
		try {
			complete(upload, completion, retries);
		}
		catch (ConditionConflict ex) {
			throw retries.isRepeated() ? ex.withOwnFirstTry() : ex;
		}
	}

	private void complete(Upload upload, Completion completion, RetryCount retries) {
		List<CompletedPart> completed = completion.parts().stream().map(S3ObjectStore::completed).toList();
		RequestName doing = S3Operation.COMPLETE_MULTIPART_UPLOAD.of(upload.key());
		CompleteMultipartUploadResponse answer = this.bucket.call(doing,
				() -> this.bucket.client()
					.completeMultipartUpload((request) -> request.bucket(this.bucket.name())
						.key(upload.key())
						.uploadId(upload.id())
						.applyMutation(this.bucket.terms()::on)
						.ifNoneMatch(star(completion.condition()))
						.overrideConfiguration(
								(call) -> S3Checksums.claim(completion.checksum(), call.addMetricPublisher(retries)))
						.multipartUpload((multipart) -> multipart.parts(completed))));
		if (answer.eTag() == null && answer.key() == null && answer.location() == null) {
			throw StrangersAnswer.lacking("no ETag, key or location", doing);
		}
	}

	private static @Nullable String star(WriteCondition condition) {
		return (condition == WriteCondition.IF_ABSENT) ? "*" : null;
	}

	private static CompletedPart completed(UploadedPart part) {
		return CompletedPart.builder()
			.partNumber(part.number())
			.eTag("\"" + part.etag() + "\"")
			.applyMutation((builder) -> S3Checksums.name(part.checksum(), builder))
			.build();
	}

	@Override
	public void abort(Upload upload) {
		this.bucket.call(S3Operation.ABORT_MULTIPART_UPLOAD.of(upload.key()),
				() -> this.bucket.client()
					.abortMultipartUpload((request) -> request.bucket(this.bucket.name())
						.key(upload.key())
						.uploadId(upload.id())
						.applyMutation(this.bucket.terms()::on)));
	}

	@Override
	public boolean put(ObjectSpec object, PartBody body, WriteCondition condition) {
		RequestName doing = S3Operation.PUT_OBJECT.of(object.key());
		PutObjectResponse answer = sending(doing, body,
				(content) -> this.bucket.client()
					.putObject((request) -> request.bucket(this.bucket.name())
						.key(object.key())
						.applyMutation(this.bucket.terms()::on)
						.applyMutation(new StatedSettings(object)::on)
						.ifNoneMatch(star(condition))
						.overrideConfiguration((attempt) -> sends(content, attempt, body)), content.asBody()));
		StrangersAnswer.requireNone(doing, answer);
		return new Arrival(doing, body).isVerified(S3Checksums.of(body.checksum().algorithm(), answer));
	}

	@Override
	public Optional<StoredObject> head(String key) {
		return new S3ObjectReader(this.bucket).head(key, null, RIGHTS_TO_LOOK);
	}

	@Override
	public Optional<StoredObject> headForCertain(String key) {
		return new S3ObjectReader(this.bucket).headForCertain(key, RIGHTS_TO_LOOK);
	}

	@Override
	public List<OpenUpload> openUploads(String key) {
		return new S3OpenUploads(this.bucket).of(key);
	}

	@Override
	public OpenUploads openUploads() {
		return new S3OpenUploads(this.bucket).all();
	}

	@Override
	public ObjectReader reader() {
		return new S3ObjectReader(this.bucket);
	}

	private <T> T sending(RequestName doing, PartBody body, Function<ReopenedContent, T> request) {
		try (ReopenedContent content = new ReopenedContent(body)) {
			return this.bucket.call(doing, () -> request.apply(content));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void sends(ReopenedContent content, AwsRequestOverrideConfiguration.Builder request, PartBody body) {
		request.apiCallAttemptTimeout(patience(body)).putExecutionAttribute(Transmissions.CONTENT, content);
		S3Checksums.claim(body.checksum(), request);
	}

	/**
	 * A socket has no timeout for writing: a store that stops reading would be waited for
	 * for ever. A content that keeps to a pace of its own is given twice its time.
	 */
	private static Duration patience(PartBody body) {
		long length = body.part().length();
		return SILENCE.plusSeconds(Math.max(length / SLOWEST, 2 * length / body.content().pace()));
	}

}
