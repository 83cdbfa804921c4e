package dev.longhaul.store.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.longhaul.store.CreatedUpload;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.OpenUpload;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.PartDamaged;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * A bucket behind the SDK's synchronous client.
 */
final class S3ObjectStore implements ObjectStore {

	private static final Duration SILENCE = Duration.ofMinutes(2);

	/** Bytes a second of one connection; a slower one is taken for dead. */
	private static final long SLOWEST = 16 << 10;

	private final S3Client s3;

	private final String bucket;

	private final S3Failures failures;

	S3ObjectStore(S3Client s3, String bucket, S3Failures failures) {
		this.s3 = s3;
		this.bucket = bucket;
		this.failures = failures;
	}

	@Override
	public CreatedUpload create(ObjectSpec object) {
		RetryCount retries = new RetryCount();
		String id = call("CreateMultipartUpload of " + object.key(),
				() -> this.s3.createMultipartUpload((request) -> request.bucket(this.bucket)
					.key(object.key())
					.contentType(object.contentType())
					.storageClass(object.storageClass())
					.metadata(object.metadata())
					.overrideConfiguration((call) -> call.addMetricPublisher(retries))))
			.uploadId();
		return new CreatedUpload(new Upload(object.key(), id), retries.isRepeated());
	}

	@Override
	public UploadedPart send(Upload upload, PartBody body) {
		int number = body.part().number();
		String doing = "UploadPart %d of %s".formatted(number, upload.key());
		UploadPartResponse answer = sending(doing, body,
				(content) -> this.s3.uploadPart((request) -> request.bucket(this.bucket)
					.key(upload.key())
					.uploadId(upload.id())
					.partNumber(number)
					.overrideConfiguration((attempt) -> sends(content, attempt, body))
					.contentMD5(base64(body.md5())), content.asBody()));
		if (answer.eTag() == null || answer.eTag().isBlank()) {
			throw new StoreUnavailable(doing + ": the answer has no ETag", null);
		}
		UploadedPart part = new UploadedPart(number, body.part().length(), answer.eTag());
		boolean md5Etag = isMd5Etag(answer.serverSideEncryption(), answer.sseCustomerAlgorithm());
		if (md5Etag && part.hasMd5Form() && !part.etag().equalsIgnoreCase(body.md5())) {
			throw new PartDamaged(
					doing + ": the store's ETag is not the MD5 of what was sent; the next run sends it again", null);
		}
		return part;
	}

	@Override
	public List<UploadedPart> listParts(Upload upload) {
		List<UploadedPart> parts = new ArrayList<>();
		int marker = 0;
		boolean more = true;
		while (more) {
			int after = marker;
			ListPartsResponse page = call("ListParts of " + upload.key(),
					() -> this.s3.listParts((request) -> request.bucket(this.bucket)
						.key(upload.key())
						.uploadId(upload.id())
						.partNumberMarker(after)));
			page.parts().forEach((part) -> parts.add(new UploadedPart(part.partNumber(), part.size(), part.eTag())));
			marker = (page.nextPartNumberMarker() != null) ? page.nextPartNumberMarker() : 0;
			// a store whose marker does not move would be asked for ever
			more = Boolean.TRUE.equals(page.isTruncated()) && marker > after;
		}
		return parts;
	}

	@Override
	public void complete(Upload upload, List<UploadedPart> parts) {
		List<CompletedPart> completed = parts.stream()
			.map((part) -> CompletedPart.builder().partNumber(part.number()).eTag("\"" + part.etag() + "\"").build())
			.toList();
		call("CompleteMultipartUpload of " + upload.key(),
				() -> this.s3.completeMultipartUpload((request) -> request.bucket(this.bucket)
					.key(upload.key())
					.uploadId(upload.id())
					.multipartUpload((multipart) -> multipart.parts(completed))));
	}

	@Override
	public void abort(Upload upload) {
		call("AbortMultipartUpload of " + upload.key(), () -> this.s3
			.abortMultipartUpload((request) -> request.bucket(this.bucket).key(upload.key()).uploadId(upload.id())));
	}

	@Override
	public void put(ObjectSpec object, PartBody body) {
		sending("PutObject of " + object.key(), body,
				(content) -> this.s3.putObject((request) -> request.bucket(this.bucket)
					.key(object.key())
					.contentType(object.contentType())
					.storageClass(object.storageClass())
					.metadata(object.metadata())
					.overrideConfiguration((attempt) -> sends(content, attempt, body))
					.contentMD5(base64(body.md5())), content.asBody()));
	}

	@Override
	public Optional<StoredObject> head(String key) {
		return call("HeadObject of " + key, () -> {
			try {
				return Optional.of(stored(key, this.s3.headObject((request) -> request.bucket(this.bucket).key(key))));
			}
			catch (S3Exception ex) {
				if (ex.statusCode() == 404) {
					return Optional.empty();
				}
				throw ex;
			}
		});
	}

	@Override
	public List<OpenUpload> openUploads(String key) {
		return uploadsWithPrefix(key).stream().filter((open) -> open.upload().key().equals(key)).toList();
	}

	@Override
	public List<OpenUpload> openUploads() {
		return uploadsWithPrefix(null);
	}

	private List<OpenUpload> uploadsWithPrefix(@Nullable String prefix) {
		List<OpenUpload> uploads = new ArrayList<>();
		@Nullable String keyMarker = null;
		@Nullable String idMarker = null;
		boolean more = true;
		while (more) {
			String afterKey = keyMarker;
			String afterId = idMarker;
			ListMultipartUploadsResponse page = call("ListMultipartUploads of " + this.bucket,
					() -> this.s3.listMultipartUploads((request) -> request.bucket(this.bucket)
						.prefix(prefix)
						.keyMarker(afterKey)
						.uploadIdMarker(afterId)));
			page.uploads()
				.stream()
				.map((upload) -> new OpenUpload(new Upload(upload.key(), upload.uploadId()), upload.initiated()))
				.forEach(uploads::add);
			keyMarker = page.nextKeyMarker();
			idMarker = page.nextUploadIdMarker();
			boolean moved = keyMarker != null && !(keyMarker + idMarker).equals(afterKey + afterId);
			more = Boolean.TRUE.equals(page.isTruncated()) && moved;
		}
		return uploads;
	}

	private static StoredObject stored(String key, HeadObjectResponse head) {
		boolean md5Etag = isMd5Etag(head.serverSideEncryption(), head.sseCustomerAlgorithm());
		return new StoredObject(key, head.contentLength(), (head.eTag() != null) ? head.eTag() : "", head.versionId(),
				md5Etag, head.metadata());
	}

	/** With SSE-KMS, DSSE and SSE-C an ETag is no MD5, though it may look like one. */
	private static boolean isMd5Etag(@Nullable ServerSideEncryption encryption, @Nullable String customerAlgorithm) {
		return (encryption == null || encryption == ServerSideEncryption.AES256) && customerAlgorithm == null;
	}

	private <T> T sending(String doing, PartBody body, Function<ReopenedContent, T> request) {
		try (ReopenedContent content = new ReopenedContent(body)) {
			return call(doing, () -> request.apply(content));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void sends(ReopenedContent content, AwsRequestOverrideConfiguration.Builder request, PartBody body) {
		request.apiCallAttemptTimeout(patience(body)).putExecutionAttribute(Transmissions.CONTENT, content);
	}

	/**
	 * A socket has no timeout for writing: a store that stops reading would be waited for
	 * for ever. A content that keeps to a pace of its own is given twice its time.
	 */
	private static Duration patience(PartBody body) {
		return SILENCE.plusSeconds(body.part().length() / Math.min(SLOWEST, body.content().pace() / 2));
	}

	private static String base64(String hex) {
		return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
	}

	private <T> T call(String doing, Supplier<T> request) {
		try {
			return request.get();
		}
		catch (SdkException ex) {
			throw this.failures.named(doing, ex);
		}
	}

}
