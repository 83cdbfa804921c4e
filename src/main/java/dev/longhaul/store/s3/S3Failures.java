package dev.longhaul.store.s3;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Set;

import dev.longhaul.source.SourceException;
import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.BucketMissing;
import dev.longhaul.store.ClockSkewed;
import dev.longhaul.store.CredentialsExpired;
import dev.longhaul.store.CredentialsMissing;
import dev.longhaul.store.PartDamaged;
import dev.longhaul.store.PreconditionFailed;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.UploadGone;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Names the fact behind an exception of the SDK.
 */
final class S3Failures {

	private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired");

	private static final Set<String> BAD_CREDENTIALS = Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch",
			"InvalidToken", "AuthorizationHeaderMalformed");

	private static final Set<String> ELSEWHERE = Set.of("PermanentRedirect", "TemporaryRedirect",
			"IllegalLocationConstraintException");

	/** Also after a status of 200: Complete says so only in its body. */
	private static final Set<String> PASSING = Set.of("InternalError", "SlowDown", "ServiceUnavailable",
			"RequestTimeout", "OperationAborted", "BadGateway");

	private static final Set<String> DAMAGED = Set.of("BadDigest", "XAmzContentSHA256Mismatch",
			"XAmzContentChecksumMismatch");

	private final StoreAddress address;

	S3Failures(StoreAddress address) {
		this.address = address;
	}

	/**
	 * The exception by its fact.
	 * @param doing what was being done, for the message: "UploadPart 3 of a/b"
	 */
	StoreException named(String doing, SdkException ex) {
		rethrowSourceFailure(ex);
		return (ex instanceof S3Exception s3) ? answered(doing, s3) : unanswered(doing, ex);
	}

	private StoreException answered(String doing, S3Exception ex) {
		String code = code(ex);
		int status = ex.statusCode();
		String said = "%s: %s answered %s".formatted(doing, this.address.identity(), answer(ex, code));
		if (code.equals("NoSuchUpload")) {
			return new UploadGone(said, ex);
		}
		if (code.equals("NoSuchBucket")) {
			return new BucketMissing(said + "; create the bucket or correct destination.bucket", ex);
		}
		if (ELSEWHERE.contains(code) || status == 301 || status == 307) {
			return new BucketMissing(said + "; the bucket is in another region: set destination.region" + region(ex),
					ex);
		}
		if (EXPIRED.contains(code)) {
			return new CredentialsExpired(said + "; renew the credentials, then run again", ex);
		}
		if (code.equals("RequestTimeTooSkewed")) {
			return new ClockSkewed(said + "; set this machine's clock (NTP), then run again", ex);
		}
		if (DAMAGED.contains(code)) {
			return new PartDamaged(said + "; the next run sends it again", ex);
		}
		if (status == 412) {
			return new PreconditionFailed(said, ex);
		}
		if (BAD_CREDENTIALS.contains(code) || status == 401) {
			return new AccessRefused(said + "; correct the credentials, then run again", ex);
		}
		if (status == 403 && code.isEmpty()) { // an answer to HEAD has no body that says
												// why
			return new AccessRefused(said + "; correct the credentials or grant them this right, then run again", ex);
		}
		if (status == 403) {
			return new AccessRefused(said + "; grant this right to the credentials, then run again", ex);
		}
		boolean passing = PASSING.contains(code) || status >= 500 || status == 429 || status == 408;
		return passing ? new StoreUnavailable(said + "; run again later", ex) : new RequestRefused(said, ex);
	}

	private StoreException unanswered(String doing, SdkException ex) {
		String said = String.valueOf(ex.getMessage());
		// first: its words name the profiles too
		if (said.contains("Unable to load region")) {
			return new RequestRefused("no region is known; set destination.region or AWS_REGION", ex);
		}
		if (said.contains("Unable to load credentials") || said.contains("profile")) {
			return new CredentialsMissing(doing + ": no credentials were found; set AWS_ACCESS_KEY_ID and "
					+ "AWS_SECRET_ACCESS_KEY, or destination.profile, or give this machine a role", ex);
		}
		boolean local = !(ex instanceof SdkClientException) || rootOf(ex) instanceof IllegalArgumentException;
		return local ? new RequestRefused(doing + ": " + said, ex)
				: new StoreUnavailable("%s: %s does not answer (%s); check destination.endpoint and the network, "
					.formatted(doing, this.address.identity(), network(ex)) + "then run again", ex);
	}

	private static String network(SdkException ex) {
		Throwable root = rootOf(ex);
		if (root instanceof UnknownHostException) {
			return "unknown host " + root.getMessage();
		}
		return (root instanceof IOException) ? String.valueOf(root.getMessage()) : String.valueOf(ex.getMessage());
	}

	/**
	 * The SDK wraps what the stream of the body throws; a changed source is no fault of
	 * the store.
	 */
	private static void rethrowSourceFailure(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SourceException source) {
				throw source;
			}
		}
	}

	private static Throwable rootOf(Throwable ex) {
		Throwable root = ex;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root;
	}

	/** S3's name of the error; empty where the answer has none, as on HEAD. */
	static String code(S3Exception ex) {
		String code = (ex.awsErrorDetails() != null) ? ex.awsErrorDetails().errorCode() : null;
		return (code != null) ? code : "";
	}

	private static String answer(S3Exception ex, String code) {
		return ex.statusCode() + (code.isEmpty() ? "" : " " + code) + words(ex);
	}

	private static String words(S3Exception ex) {
		@Nullable String words = (ex.awsErrorDetails() != null) ? ex.awsErrorDetails().errorMessage() : null;
		return (words != null && !words.isBlank()) ? " (" + words + ")" : "";
	}

	private static String region(S3Exception ex) {
		if (ex.awsErrorDetails() == null || ex.awsErrorDetails().sdkHttpResponse() == null) {
			return "";
		}
		return ex.awsErrorDetails()
			.sdkHttpResponse()
			.firstMatchingHeader("x-amz-bucket-region")
			.map((region) -> " to " + region)
			.orElse("");
	}

}
