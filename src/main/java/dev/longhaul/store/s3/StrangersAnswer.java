package dev.longhaul.store.s3;

import java.util.Locale;

import dev.longhaul.store.StoreUnavailable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Response;

/**
 * Something answers in the place of the store, and says 200: to the SDK that is an answer
 * in which all is left out.
 */
final class StrangersAnswer {

	private StrangersAnswer() {
	}

	/**
	 * The exception for it.
	 * @param lack what each store says
	 */
	static StoreUnavailable lacking(String lack, RequestName doing) {
		return new StoreUnavailable(doing + ": the answer has " + lack + ", so it is no answer of S3; "
				+ "see what answers at destination.endpoint, a proxy or a portal that wants a login, then run again",
				null);
	}

	/**
	 * Looks at an answer that has nothing but headers. A store that tells no ETag has
	 * some of S3's own at least.
	 * @throws StoreUnavailable if there is neither
	 */
	static void requireNone(RequestName doing, S3Response answer) {
		if (!isOfS3(answer.sdkHttpResponse())) {
			throw lacking("neither an ETag nor any header of S3", doing);
		}
	}

	/** Whether a refusal has headers of S3's own. */
	static boolean isOfS3(AwsServiceException refusal) {
		return refusal.awsErrorDetails() != null && isOfS3(refusal.awsErrorDetails().sdkHttpResponse());
	}

	private static boolean isOfS3(SdkHttpResponse answer) {
		return answer.headers()
			.keySet()
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.anyMatch((name) -> name.equals("etag") || name.startsWith("x-amz-"));
	}

	/** An object that one request finds and another does not. */
	static StoreUnavailable denying(RequestName head) {
		return new StoreUnavailable(head + ": the answer is 404 and no header of S3, but GetObject "
				+ "finds it; see what on the way to destination.endpoint refuses HEAD, then run again", null);
	}

}
