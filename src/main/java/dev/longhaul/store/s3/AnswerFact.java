package dev.longhaul.store.s3;

import java.util.Map;

import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.BucketMissing;
import dev.longhaul.store.ClockSkewed;
import dev.longhaul.store.ConditionConflict;
import dev.longhaul.store.CredentialsExpired;
import dev.longhaul.store.MachineUnfit;
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
@SuppressWarnings("ImmutableEnumChecker") // constructors are
enum AnswerFact {

	ELSEWHERE(BucketMissing::new, "; the bucket is in another region: set destination.region"),

	/** As any web server may say it, without S3's name for it. */
	REDIRECTED(BucketMissing::new, ""),

	EXPIRED(CredentialsExpired::new, "; renew the credentials, then run again"),

	UPLOAD_GONE(UploadGone::new, ""),

	BUCKET_MISSING(BucketMissing::new, "; create the bucket or correct destination.bucket"),

	CLOCK_SKEWED(ClockSkewed::new, "; set this machine's clock (NTP), then run again"),

	DAMAGED(PartDamaged::new, ""),

	CONFLICT(ConditionConflict::new, ""),

	PRECONDITION_FAILED(PreconditionFailed::new, ""),

	WRONG_CREDENTIALS(AccessRefused::ofCredentials, "; correct the credentials, then run again"),

	RIGHT_MISSING(AccessRefused::ofRight, "; grant this right to the credentials, then run again"),

	QUOTA(AccessRefused::new,
			"; the store is full, or the quota of the bucket or of the account is used up: make room or have the quota "
					+ "raised, then run again"),

	/** Of GET only: an archived object is shown by HEAD. */
	ARCHIVED(AccessRefused::new,
			"; the object is archived: have it restored at the store, then verify again; without --download its "
					+ "checksum or ETag is compared, where that tells"),

	/** Another refusal than that of a right. */
	SHUT(AccessRefused::new, "; have this put in order at the store, then run again"),

	/** The code is unknown here: only the store's own words say why. */
	REFUSED_BY_THE_STORE(AccessRefused::new,
			"; ask who runs the store why it refuses this and have it put in order, then run again"),

	/** An answer to HEAD has no body that says why. */
	RIGHT_OR_CREDENTIALS(AccessRefused::ofEither, "; correct the credentials or grant them this right, then run again"),

	PROXY_REFUSED(MachineUnfit::new,
			"; the proxy wants a name and a password, or others than it was given: correct them in HTTPS_PROXY or "
					+ "HTTP_PROXY, then run again"),

	PASSING(StoreUnavailable::new, "; run again later"),

	PART_UNKNOWN(PartUnknown::new,
			"; run again: the parts are compared then, and those that the store does not have are sent again"),

	UNKNOWN_TO_THE_STORE(RequestRefused::new,
			"; the store does not know this request or one of its headers: leave out the setting that asks for it, or "
					+ "use another store"),

	REFUSED(RequestRefused::new, "");

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
			Map.entry("XMinioAdminBucketQuotaExceeded", QUOTA),
			Map.entry("XMinioStorageFull", QUOTA),
			Map.entry("AccountProblem", SHUT),
			Map.entry("NotSignedUp", SHUT),
			// Ceph's word for a user
			Map.entry("UserSuspended", SHUT),
			Map.entry("AllAccessDisabled", SHUT),
			Map.entry("InvalidPayer", SHUT),
			Map.entry("InvalidObjectState", ARCHIVED),
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
			case 301, 302, 303, 307, 308 -> silent ? REDIRECTED : ELSEWHERE;
			case 401 -> WRONG_CREDENTIALS;
			case 403 -> silent ? RIGHT_OR_CREDENTIALS : REFUSED_BY_THE_STORE;
			case 407 -> PROXY_REFUSED;
			case 408, 429 -> PASSING;
			// something else is being done to the same key
			case 409 -> silent ? PASSING : REFUSED;
			case 412 -> PRECONDITION_FAILED;
			case 501 -> UNKNOWN_TO_THE_STORE;
			case 507 -> QUOTA;
			default -> (status >= 500 || isTaken(status)) ? PASSING : REFUSED;
		};
	}

	/**
	 * The request was taken, so it is well formed and allowed; what then went wrong
	 * happened in the store, which could not take its status back.
	 */
	private static boolean isTaken(int status) {
		return status >= 200 && status < 300;
	}

	private final Naming naming;

	private final String advice;

	AnswerFact(Naming naming, String advice) {
		this.naming = naming;
		this.advice = advice;
	}

	/** Whether it is over after a while, and nobody need do anything. */
	boolean passes() {
		return this == PASSING;
	}

	/** Whether the bucket is not where it was looked for. */
	boolean isOfBucket() {
		return this == ELSEWHERE || this == REDIRECTED || this == BUCKET_MISSING;
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
