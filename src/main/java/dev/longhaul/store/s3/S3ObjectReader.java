package dev.longhaul.store.s3;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.longhaul.store.CredentialsExpired;
import dev.longhaul.store.ObjectGone;
import dev.longhaul.store.ObjectReader;
import dev.longhaul.store.ObjectVersion;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoredEncryption;
import dev.longhaul.store.StoredObject;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads objects by the SDK's synchronous client.
 */
record S3ObjectReader(S3Bucket bucket) implements ObjectReader {

	@Override
	public Optional<StoredObject> head(String key, @Nullable String versionId) {
		return head(key, versionId, "");
	}

	/**
	 * The same.
	 * @param right which rights may be missing: the answer has no body that would say it
	 */
	Optional<StoredObject> head(String key, @Nullable String versionId, String right) {
		return head(key, versionId, right, StrangersAnswer::isOfS3);
	}

	/** What {@link ObjectStore#headForCertain} says. */
	Optional<StoredObject> headForCertain(String key, String right) {
		return head(key, null, right, (absence) -> false);
	}

	/**
	 * The same.
	 * @param believed whether an answer to HEAD suffices that there is none; else GET is
	 * asked
	 */
	private Optional<StoredObject> head(String key, @Nullable String versionId, String right,
			Predicate<S3Exception> believed) {
		Look look = this.bucket.call(S3Operation.HEAD_OBJECT.of(key), right, () -> {
			try {
				return Look.at(stored(key,
						this.bucket.terms()
							.asking((said) -> this.bucket.client()
								.headObject((request) -> request.bucket(this.bucket.name())
									.key(key)
									.versionId(versionId)
									.checksumMode(ChecksumMode.ENABLED)
									.applyMutation(said::on)))));
			}
			catch (S3Exception ex) {
				// 405: it is a delete marker. A 400 may have other reasons than that no
				// version
				// has this name: a key of the object's own, or expired credentials
				if (ex.statusCode() == 404 || (versionId != null && ex.statusCode() == 405)) {
					return new Look(Optional.empty(), believed.test(ex));
				}
				throw ex;
			}
		});
		return look.believed() ? look.shown() : absent(key, versionId);
	}

	/**
	 * Asks by GET, whose 404 has a body that names it: HEAD's may be any web server's,
	 * and what is taken for lost is sent again.
	 */
	private Optional<StoredObject> absent(String key, @Nullable String versionId) {
		return this.bucket.call(S3Operation.GET_OBJECT.of(key), () -> {
			try {
				get((request) -> request.key(key).versionId(versionId)).abort();
			}
			catch (S3Exception ex) {
				if (isOfObject(ex)) {
					return Optional.empty();
				}
				throw ex;
			}
			throw StrangersAnswer.denying(S3Operation.HEAD_OBJECT.of(key));
		});
	}

	/** NoSuchKey or NoSuchVersion, by S3's name or another store's. */
	private static boolean isOfObject(S3Exception ex) {
		String code = S3Failures.code(ex);
		return ex.statusCode() == 404 && !code.isEmpty() && !code.equals("NoSuchBucket");
	}

	private static StoredObject stored(String key, HeadObjectResponse head) {
		RequestName doing = S3Operation.HEAD_OBJECT.of(key);
		StrangersAnswer.requireNone(doing, head);
		StoredEncryption encryption = new StoredEncryption(head.serverSideEncryptionAsString(),
				head.sseCustomerAlgorithm() != null);
		return new StoredObject(key, length(doing, head), (head.eTag() != null) ? head.eTag() : "", head.versionId(),
				encryption, S3Checksums.of(head), head.metadata());
	}

	/** Without it a delivery cannot be proved. */
	private static long length(RequestName doing, HeadObjectResponse head) {
		if (head.contentLength() == null) {
			throw new RequestRefused(doing
					+ ": the store tells no length (Content-Length) of the object, so it cannot be "
					+ "compared with the file; perhaps a proxy on the way compresses answers, or the store decompresses "
					+ "objects: switch that off, then run again", null);
		}
		return head.contentLength();
	}

	@Override
	public OptionalLong partSize(ObjectVersion object) {
		try {
			HeadObjectResponse head = this.bucket.call(S3Operation.HEAD_OBJECT.of(object.key()).with(", part 1"),
					() -> this.bucket.terms()
						.asking((said) -> this.bucket.client()
							.headObject((request) -> request.bucket(this.bucket.name())
								.key(object.key())
								.versionId(object.versionId())
								.ifMatch(quoted(object.etag()))
								.partNumber(1)
								.applyMutation(said::on))));
			// a store that does not know the parameter answers with the whole length
			boolean told = head.partsCount() != null && head.contentLength() != null;
			return told ? OptionalLong.of(head.contentLength()) : OptionalLong.empty();
		}
		catch (RequestRefused | CredentialsExpired ex) {
			// a status alone does not tell which: without the parameter only credentials
			// are refused
			head(object.key(), object.versionId());
			return OptionalLong.empty();
		}
	}

	@Override
	public InputStream read(ObjectVersion object, long offset, long length) {
		if (length == 0) {
			return InputStream.nullInputStream();
		}
		return new ResumedStream(
				S3Operation.GET_OBJECT.of(object.key())
					.with(", bytes %,d to %,d".formatted(offset, offset + length - 1)),
				(from) -> open(object, from, offset + length), offset, offset + length);
	}

	private ResponseInputStream<GetObjectResponse> open(ObjectVersion object, long from, long end) {
		RequestName doing = S3Operation.GET_OBJECT.of(object.key()).with(" from byte %,d".formatted(from));
		return this.bucket.call(doing, () -> {
			try {
				return get((request) -> request.key(object.key())
					.versionId(object.versionId())
					.ifMatch(quoted(object.etag()))
					.range("bytes=%d-%d".formatted(from, end - 1)));
			}
			catch (S3Exception ex) {
				throw isOfObject(ex) ? new ObjectGone(doing + ": the store has no such object any more", ex) : ex;
			}
		});
	}

	private ResponseInputStream<GetObjectResponse> get(Consumer<GetObjectRequest.Builder> asked) {
		return this.bucket.terms()
			.asking((said) -> this.bucket.client()
				.getObject(
						(request) -> request.bucket(this.bucket.name()).applyMutation(asked).applyMutation(said::on)));
	}

	/** A store that tells no ETag has nothing to compare with. */
	private static @Nullable String quoted(String etag) {
		return etag.isEmpty() ? null : "\"" + etag + "\"";
	}

	/**
	 * What HEAD has told, and whether that suffices.
	 */
	private record Look(Optional<StoredObject> shown, boolean believed) {

		static Look at(StoredObject object) {
			return new Look(Optional.of(object), true);
		}

	}

}
