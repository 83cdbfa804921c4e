package dev.longhaul.store.s3;

import java.util.Map;

import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.BucketMissing;
import dev.longhaul.store.ClockSkewed;
import dev.longhaul.store.ConditionConflict;
import dev.longhaul.store.CredentialsExpired;
import dev.longhaul.store.PartDamaged;
import dev.longhaul.store.PartUnknown;
import dev.longhaul.store.PreconditionFailed;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.UploadGone;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of S3 means: its codes, the exception, and what to do.
 */
record AnswerFact(Naming naming, String advice) {

	static final AnswerFact ELSEWHERE = new AnswerFact(BucketMissing::new,
			"; the bucket is in another region: set destination.region");

	static final AnswerFact EXPIRED = new AnswerFact(CredentialsExpired::new,
			"; renew the credentials, then run again");

	private static final AnswerFact UPLOAD_GONE = new AnswerFact(UploadGone::new, "");

	private static final AnswerFact BUCKET_MISSING = new AnswerFact(BucketMissing::new,
			"; create the bucket or correct destination.bucket");

	private static final AnswerFact CLOCK_SKEWED = new AnswerFact(ClockSkewed::new,
			"; set this machine's clock (NTP), then run again");

	static final AnswerFact DAMAGED = new AnswerFact(PartDamaged::new, "");

	private static final AnswerFact CONFLICT = new AnswerFact(ConditionConflict::new, "");

	private static final AnswerFact PRECONDITION_FAILED = new AnswerFact(PreconditionFailed::new, "");

	private static final AnswerFact WRONG_CREDENTIALS = new AnswerFact(AccessRefused::new,
			"; correct the credentials, then run again");

	private static final AnswerFact RIGHT_MISSING = new AnswerFact(AccessRefused::new,
			"; grant this right to the credentials, then run again");

	private static final AnswerFact QUOTA = new AnswerFact(AccessRefused::new,
			"; the quota of the bucket or of the account is used up: make room in it or have it raised, then run again");

	/** Another refusal than that of a right. */
	private static final AnswerFact SHUT = new AnswerFact(AccessRefused::new,
			"; have this put in order at the store, then run again");

	/** The code is unknown here: only the store's own words say why. */
	private static final AnswerFact REFUSED_BY_THE_STORE = new AnswerFact(AccessRefused::new,
			"; ask who runs the store why it refuses this and have it put in order, then run again");

	/** An answer to HEAD has no body that says why. */
	private static final AnswerFact RIGHT_OR_CREDENTIALS = new AnswerFact(AccessRefused::new,
			"; correct the credentials or grant them this right, then run again");

	private static final AnswerFact PROXY_REFUSED = new AnswerFact(AccessRefused::new,
			"; the proxy wants a name and a password, or others than it was given: correct them in HTTPS_PROXY or "
					+ "HTTP_PROXY, then run again");

	private static final AnswerFact PASSING = new AnswerFact(StoreUnavailable::new, "; run again later");

	private static final AnswerFact PART_UNKNOWN = new AnswerFact(PartUnknown::new,
			"; run again: the parts are compared then, and those that the store does not have are sent again");

	private static final AnswerFact UNKNOWN_TO_THE_STORE = new AnswerFact(RequestRefused::new,
			"; the store does not know this request or one of its headers: leave out the setting that asks for it, or "
					+ "use another store");

	static final AnswerFact REFUSED = new AnswerFact(RequestRefused::new, "");

	/**
	 * Those of a passing fault, and of a condition that does not hold, also after a
	 * status of 200: Complete says so in its body.
	 */
	private static final Map<String, AnswerFact> BY_CODE = Map.ofEntries(
	// @formatter:off
			Map.entry("NoSuchUpload", UPLOAD_GONE),
			// some stores say it of an upload; where a key is asked for, 404 is told before
			Map.entry("NoSuchKey", UPLOAD_GONE),
			Map.entry("NoSuchBucket", BUCKET_MISSING),
			Map.entry("PermanentRedirect", ELSEWHERE),
			Map.entry("TemporaryRedirect", ELSEWHERE),
			Map.entry("IllegalLocationConstraintException", ELSEWHERE),
			Map.entry("ExpiredToken", EXPIRED),
			Map.entry("ExpiredTokenException", EXPIRED),
			Map.entry("TokenRefreshRequired", EXPIRED),
			Map.entry("RequestTimeTooSkewed", CLOCK_SKEWED),
			Map.entry("BadDigest", DAMAGED),
			// S3's name for a digest that is none, others' for one that does not fit
			Map.entry("InvalidDigest", DAMAGED),
			Map.entry("XAmzContentSHA256Mismatch", DAMAGED),
			Map.entry("XAmzContentChecksumMismatch", DAMAGED),
			Map.entry("ConditionalRequestConflict", CONFLICT),
			Map.entry("PreconditionFailed", PRECONDITION_FAILED),
			Map.entry("AccessDenied", RIGHT_MISSING),
			Map.entry("AccessDeniedException", RIGHT_MISSING),
			Map.entry("UnauthorizedAccess", RIGHT_MISSING),
			Map.entry("InvalidAccessKeyId", WRONG_CREDENTIALS),
			Map.entry("InvalidSecurity", WRONG_CREDENTIALS),
			Map.entry("SignatureDoesNotMatch", WRONG_CREDENTIALS),
			Map.entry("InvalidToken", WRONG_CREDENTIALS),
			Map.entry("AuthorizationHeaderMalformed", WRONG_CREDENTIALS),
			Map.entry("QuotaExceeded", QUOTA),
			Map.entry("AccountProblem", SHUT),
			Map.entry("NotSignedUp", SHUT),
			// Ceph's word for a user
			Map.entry("UserSuspended", SHUT),
			Map.entry("AllAccessDisabled", SHUT),
			Map.entry("InvalidPayer", SHUT),
			Map.entry("InvalidObjectState", SHUT),
			Map.entry("InvalidPart", PART_UNKNOWN),
			Map.entry("InternalError", PASSING),
			Map.entry("SlowDown", PASSING),
			Map.entry("ServiceUnavailable", PASSING),
			Map.entry("RequestTimeout", PASSING),
			Map.entry("OperationAborted", PASSING),
			Map.entry("BadGateway", PASSING),
			Map.entry("NotImplemented", UNKNOWN_TO_THE_STORE));
	// @formatter:on

	/**
	 * By the code where it is known, else by the status.
	 * @param code empty where the answer has none
	 */
	static AnswerFact of(int status, String code) {
		AnswerFact known = BY_CODE.get(code);
		if (known == null && EncryptionAdvice.isPassing(code)) {
			return PASSING;
		}
		return (known != null) ? known : byStatus(status, code.isEmpty());
	}

	private static AnswerFact byStatus(int status, boolean silent) {
		return switch (status) {
			case 301, 307, 308 -> ELSEWHERE;
			case 401 -> WRONG_CREDENTIALS;
			case 403 -> silent ? RIGHT_OR_CREDENTIALS : REFUSED_BY_THE_STORE;
			case 407 -> PROXY_REFUSED;
			case 408, 429 -> PASSING;
			case 412 -> PRECONDITION_FAILED;
			case 501 -> UNKNOWN_TO_THE_STORE;
			default -> (status >= 500) ? PASSING : REFUSED;
		};
	}

	/** Whether it is over after a while, and nobody need do anything. */
	boolean passes() {
		return equals(PASSING);
	}

	/** Whether the bucket is not where it was looked for. */
	boolean isOfBucket() {
		return equals(ELSEWHERE) || equals(BUCKET_MISSING);
	}

	StoreException named(String said, @Nullable Throwable cause) {
		return this.naming.named(said + this.advice, cause);
	}

	/**
	 * Makes the exception of a fact.
	 */
	private interface Naming {

		StoreException named(String message, @Nullable Throwable cause);

	}

}
