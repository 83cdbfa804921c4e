package dev.longhaul.stub;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sessions by which a directory bucket is used (CreateSession).
 */
final class Sessions {

	static final String KEY_ID = "AKIDSESSION";

	private static final Duration LENGTH = Duration.ofMinutes(5);

	private final Store store;

	private final Access access;

	private final AtomicInteger begun = new AtomicInteger();

	Sessions(Store store, Access access) {
		this.store = store;
		this.access = access;
	}

	static boolean isIn(String bucket) {
		return bucket.endsWith("--x-s3");
	}

	Answer create(S3Request request) {
		this.store.bucket(request.bucket());
		if (!isIn(request.bucket())) {
			throw S3Error.notImplemented("session");
		}
		int number = this.begun.incrementAndGet();
		this.access.allow(KEY_ID + number, "session-token-" + number);
		return Answer.xml(Xml.result("CreateSessionResult")
			.open("Credentials")
			.value("AccessKeyId", KEY_ID + number)
			.value("SecretAccessKey", "session-secret")
			.value("SessionToken", "session-token-" + number)
			.value("Expiration", this.store.now().plus(LENGTH))
			.close());
	}

}
