package dev.longhaul.store.s3;

import java.util.Locale;

import dev.longhaul.store.StoreUnavailable;
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
	static StoreUnavailable lacking(String lack, String doing) {
		return new StoreUnavailable(doing + ": the answer has " + lack + ", so it is no answer of S3; "
				+ "see what answers at destination.endpoint, a proxy or a portal that wants a login, then run again",
				null);
	}

	/**
	 * Looks at an answer that has nothing but headers. A store that tells no ETag has
	 * some of S3's own at least.
	 * @throws StoreUnavailable if there is neither
	 */
	static void requireNone(String doing, S3Response answer) {
		boolean ofS3 = answer.sdkHttpResponse()
			.headers()
			.keySet()
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.anyMatch((name) -> name.equals("etag") || name.startsWith("x-amz-"));
		if (!ofS3) {
			throw lacking("neither an ETag nor any header of S3", doing);
		}
	}

}
