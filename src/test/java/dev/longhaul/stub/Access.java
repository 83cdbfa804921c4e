package dev.longhaul.stub;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The access key ids that the stub takes, with their session tokens; it believes their
 * signatures.
 */
final class Access {

	private static final Pattern CREDENTIAL = Pattern.compile("\\bCredential=([^/,\\s]+)/");

	private static final int GOOD = 0;

	private final Map<String, Integer> statusByKeyId = new ConcurrentHashMap<>();

	private final Map<String, String> tokenByKeyId = new ConcurrentHashMap<>();

	Access(Set<String> accessKeyIds) {
		accessKeyIds.forEach((id) -> allow(id, null));
	}

	/** Null for an id without a token. */
	void allow(String accessKeyId, @Nullable String token) {
		if (token != null) {
			this.tokenByKeyId.put(accessKeyId, token);
		}
		this.statusByKeyId.put(accessKeyId, GOOD);
	}

	void expire(String accessKeyId, int status) {
		this.statusByKeyId.put(accessKeyId, status);
	}

	void check(S3Request request) {
		checkToken(request, checkId(request));
	}

	private String checkId(S3Request request) {
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
		return matcher.group(1);
	}

	/** A directory bucket takes tokens of its own sessions, and no others. */
	private void checkToken(S3Request request, String keyId) {
		String token = this.tokenByKeyId.get(keyId);
		boolean ofSession = Sessions.isIn(request.bucket()) && request.target().op() != Op.CREATE_SESSION;
		String header = request.header(ofSession ? "x-amz-s3session-token" : "x-amz-security-token");
		if (ofSession && !keyId.startsWith(Sessions.KEY_ID)) {
			throw new S3Error(403, "AccessDenied", "A directory bucket is used by a session.");
		}
		if (token == null) {
			if (header != null) {
				throw new S3Error(400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
			}
		}
		else if (!token.equals(header)) {
			throw new S3Error((header != null) ? 400 : 403, (header != null) ? "InvalidToken" : "InvalidAccessKeyId",
					"The provided token is missing or does not belong to the access key.");
		}
	}

}
