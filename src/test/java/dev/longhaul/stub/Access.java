package dev.longhaul.stub;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The access key ids that the stub takes; it believes their signatures.
 */
final class Access {

	private static final Pattern CREDENTIAL = Pattern.compile("\\bCredential=([^/,\\s]+)/");

	private static final int GOOD = 0;

	private final Map<String, Integer> statusByKeyId = new ConcurrentHashMap<>();

	Access(Set<String> accessKeyIds) {
		accessKeyIds.forEach(this::allow);
	}

	void allow(String accessKeyId) {
		this.statusByKeyId.put(accessKeyId, GOOD);
	}

	void expire(String accessKeyId, int status) {
		this.statusByKeyId.put(accessKeyId, status);
	}

	void check(S3Request request) {
		String authorization = request.header("authorization");
		if (authorization == null) {
			throw new S3Error(403, "AccessDenied", "Access Denied");
		}
		Matcher matcher = CREDENTIAL.matcher(authorization);
		if (!matcher.find()) {
			throw new S3Error(400, "AuthorizationHeaderMalformed",
					"The authorization header is malformed; the Credential is missing.");
		}
		Integer status = this.statusByKeyId.get(matcher.group(1));
		if (status == null) {
			throw new S3Error(403, "InvalidAccessKeyId",
					"The AWS Access Key Id you provided does not exist in our records.");
		}
		if (status != GOOD) {
			throw new S3Error(status, "ExpiredToken", "The provided token has expired.");
		}
	}

}
