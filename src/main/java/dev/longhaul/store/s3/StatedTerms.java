package dev.longhaul.store.s3;

import java.util.Optional;
import java.util.function.Function;

import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.CustomerKey;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.StoreException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Puts onto each request what is said with every request to the bucket, as far as S3 has
 * a word for it there.
 */
record StatedTerms(RequestTerms terms) {

	private static final String AES = "AES256";

	void on(CreateMultipartUploadRequest.Builder request) {
		request.expectedBucketOwner(owner()).requestPayer(payer());
		key().ifPresent(
				(key) -> request.sseCustomerAlgorithm(AES).sseCustomerKey(key.base64()).sseCustomerKeyMD5(key.md5()));
	}

	void on(UploadPartRequest.Builder request) {
		request.expectedBucketOwner(owner()).requestPayer(payer());
		key().ifPresent(
				(key) -> request.sseCustomerAlgorithm(AES).sseCustomerKey(key.base64()).sseCustomerKeyMD5(key.md5()));
	}

	void on(ListPartsRequest.Builder request) {
		request.expectedBucketOwner(owner()).requestPayer(payer());
		key().ifPresent(
				(key) -> request.sseCustomerAlgorithm(AES).sseCustomerKey(key.base64()).sseCustomerKeyMD5(key.md5()));
	}

	void on(CompleteMultipartUploadRequest.Builder request) {
		request.expectedBucketOwner(owner()).requestPayer(payer());
		key().ifPresent(
				(key) -> request.sseCustomerAlgorithm(AES).sseCustomerKey(key.base64()).sseCustomerKeyMD5(key.md5()));
	}

	void on(AbortMultipartUploadRequest.Builder request) {
		request.expectedBucketOwner(owner()).requestPayer(payer());
	}

	void on(PutObjectRequest.Builder request) {
		request.expectedBucketOwner(owner()).requestPayer(payer());
		key().ifPresent(
				(key) -> request.sseCustomerAlgorithm(AES).sseCustomerKey(key.base64()).sseCustomerKeyMD5(key.md5()));
	}

	void on(HeadObjectRequest.Builder request) {
		request.expectedBucketOwner(owner()).requestPayer(payer());
		key().ifPresent(
				(key) -> request.sseCustomerAlgorithm(AES).sseCustomerKey(key.base64()).sseCustomerKeyMD5(key.md5()));
	}

	void on(GetObjectRequest.Builder request) {
		request.expectedBucketOwner(owner()).requestPayer(payer());
		key().ifPresent(
				(key) -> request.sseCustomerAlgorithm(AES).sseCustomerKey(key.base64()).sseCustomerKeyMD5(key.md5()));
	}

	void on(DeleteObjectRequest.Builder request) {
		request.expectedBucketOwner(owner()).requestPayer(payer());
	}

	void on(ListMultipartUploadsRequest.Builder request) {
		request.expectedBucketOwner(owner()).requestPayer(payer());
	}

	void on(HeadBucketRequest.Builder request) {
		request.expectedBucketOwner(owner());
	}

	void on(GetBucketLifecycleConfigurationRequest.Builder request) {
		request.expectedBucketOwner(owner());
	}

	private boolean hasKey() {
		return this.terms.keyFile() != null;
	}

	/**
	 * Asks for an object, and once more without the key: for one that is not encrypted by
	 * a key of ours, S3 calls it a bad request.
	 */
	<T> T asking(Function<StatedTerms, T> request) {
		try {
			return request.apply(this);
		}
		catch (S3Exception ex) {
			if (ex.statusCode() == 400 && hasKey()) {
				return request.apply(withoutKey());
			}
			throw ex;
		}
	}

	private StatedTerms withoutKey() {
		return new StatedTerms(new RequestTerms(this.terms.expectedOwner(), this.terms.requesterPays(), null));
	}

	/**
	 * The store does not say what a refusal is for, so what it may be for is said here.
	 */
	StoreException explained(StoreException refusal) {
		if (!(refusal instanceof AccessRefused)) {
			return refusal;
		}
		String owner = (owner() == null) ? ""
				: " (or the bucket does not belong to %s, which destination.expected-owner says)".formatted(owner());
		String key = !hasKey() ? ""
				: " (or the object is encrypted with another key than that of destination.encryption.key-file)";
		return (owner + key).isEmpty() ? refusal : new AccessRefused(refusal.getMessage() + owner + key, refusal);
	}

	/** Read anew for each request: it is in memory no longer than it has to be. */
	private Optional<CustomerKey> key() {
		try {
			return Optional.ofNullable(this.terms.keyFile()).map(CustomerKey::read);
		}
		catch (IllegalArgumentException ex) {
			throw new RequestRefused("the key of destination.encryption.key-file cannot be used: " + ex.getMessage(),
					ex);
		}
	}

	private @Nullable String owner() {
		return this.terms.expectedOwner();
	}

	private @Nullable RequestPayer payer() {
		return this.terms.requesterPays() ? RequestPayer.REQUESTER : null;
	}

}
