package dev.longhaul.store.s3;

import java.util.function.Supplier;

import dev.longhaul.store.StoreException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Makes requests, names what goes wrong, and repeats a request with fresh credentials
 * when the store says that its own have expired: the SDK would repeat it with the same
 * ones.
 */
record S3Calls(S3Failures failures, RenewableCredentials credentials) {

	<T> T call(RequestName doing, Supplier<T> request) {
		AwsCredentials before = this.credentials.latest();
		try {
			return request.get();
		}
		catch (RuntimeException ex) {
			if (!(ex instanceof S3Exception answer) || !isOfExpired(answer)) {
				throw this.failures.named(doing, ex);
			}
			if (!this.credentials.renew(before(before))) {
				throw refusedForGood(doing, answer);
			}
		}
		try {
			return request.get();
		}
		catch (RuntimeException ex) {
			throw this.failures.named(doing, ex);
		}
	}

	/**
	 * Credentials that are still valid were not refused for having expired. Only an
	 * answer to HEAD never says why.
	 */
	private StoreException refusedForGood(RequestName doing, S3Exception answer) {
		boolean silent = doing.operation().isHead() && S3Failures.code(answer).isEmpty();
		return (silent && this.credentials.mayHaveExpired()) ? this.failures.silent(doing, answer)
				: this.failures.answered(doing, answer);
	}

	private @Nullable AwsCredentials before(@Nullable AwsCredentials before) {
		return (before != null) ? before : this.credentials.latest();
	}

	/** An answer to HEAD has no body that says so, only the status. */
	private boolean isOfExpired(S3Exception answer) {
		String code = S3Failures.code(answer);
		return AnswerFact.of(answer.statusCode(), code) == AnswerFact.EXPIRED
				|| (answer.statusCode() == 400 && code.isEmpty() && this.credentials.areTemporary());
	}

}
