package dev.longhaul.store.s3;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

import dev.longhaul.store.ObjectReader;
import dev.longhaul.store.ObjectVersion;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoredObject;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads objects by the SDK's synchronous client.
 */
final class S3ObjectReader implements ObjectReader {

	private final S3Client s3;

	private final String bucket;

	private final StatedTerms terms;

	private final S3Calls calls;

	S3ObjectReader(S3Client s3, String bucket, StatedTerms terms, S3Calls calls) {
		this.s3 = s3;
		this.bucket = bucket;
		this.terms = terms;
		this.calls = calls;
	}

	@Override
	public Optional<StoredObject> head(String key, @Nullable String versionId) {
		return call("HeadObject of " + key, () -> {
			try {
				return Optional.of(S3ObjectStore.stored(key,
						this.terms.asking((said) -> this.s3.headObject((request) -> request.bucket(this.bucket)
							.key(key)
							.versionId(versionId)
							.checksumMode(ChecksumMode.ENABLED)
							.applyMutation(said::on)))));
			}
			catch (S3Exception ex) {
				// 400: a store that keeps no versions, or none of this name; 405: it is a
				// delete marker
				boolean none = ex.statusCode() == 404
						|| (versionId != null && (ex.statusCode() == 400 || ex.statusCode() == 405));
				if (none) {
					return Optional.empty();
				}
				throw ex;
			}
		});
	}

	@Override
	public OptionalLong partSize(ObjectVersion object) {
		return call("HeadObject of part 1 of " + object.key(), () -> {
			try {
				HeadObjectResponse head = this.terms
					.asking((said) -> this.s3.headObject((request) -> request.bucket(this.bucket)
						.key(object.key())
						.versionId(object.versionId())
						.ifMatch(quoted(object.etag()))
						.partNumber(1)
						.applyMutation(said::on)));
				// a store that does not know the parameter answers with the whole length
				boolean told = head.partsCount() != null && head.contentLength() != null;
				return told ? OptionalLong.of(head.contentLength()) : OptionalLong.empty();
			}
			catch (S3Exception ex) {
				if (ex.statusCode() == 400 || ex.statusCode() == 501) {
					return OptionalLong.empty();
				}
				throw ex;
			}
		});
	}

	@Override
	public InputStream read(ObjectVersion object, long offset, long length) {
		if (length == 0) {
			return InputStream.nullInputStream();
		}
		return new ResumedStream(
				"GetObject of %s, bytes %,d to %,d".formatted(object.key(), offset, offset + length - 1),
				(from) -> open(object, from, offset + length), offset, offset + length);
	}

	private ResponseInputStream<GetObjectResponse> open(ObjectVersion object, long from, long end) {
		return call("GetObject of %s from byte %,d".formatted(object.key(), from),
				() -> this.terms.asking((said) -> this.s3.getObject((request) -> request.bucket(this.bucket)
					.key(object.key())
					.versionId(object.versionId())
					.ifMatch(quoted(object.etag()))
					.range("bytes=%d-%d".formatted(from, end - 1))
					.applyMutation(said::on))));
	}

	/** A store that tells no ETag has nothing to compare with. */
	private static @Nullable String quoted(String etag) {
		return etag.isEmpty() ? null : "\"" + etag + "\"";
	}

	private <T> T call(String doing, Supplier<T> request) {
		try {
			return this.calls.call(doing, request);
		}
		catch (StoreException ex) {
			throw this.terms.explained(ex);
		}
	}

}
