package dev.longhaul.store.s3;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.longhaul.source.SourceException;
import dev.longhaul.store.BucketMissing;
import dev.longhaul.store.CredentialsExpired;
import dev.longhaul.store.MachineUnfit;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreUnavailable;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Names the fact behind an exception of the SDK.
 *
 * @param region that requests are signed for; null if it is not known
 */
record S3Failures(StoreAddress address, @Nullable String region) {

	/** The SDK leaves out the error's element Region; S3's message has it. */
	private static final Pattern REGION = Pattern.compile("expecting '([a-z0-9-]+)'");

	/**
	 * The exception by its fact; one that is not the SDK's, or only came through it, as
	 * it was.
	 */
	RuntimeException named(RequestName doing, RuntimeException ex) {
		return own(ex).orElseGet(() -> {
			if (ex instanceof S3Exception answer) {
				return answered(doing, answer);
			}
			return (ex instanceof SdkException sdk) ? unanswered(doing.toString(), sdk) : ex;
		});
	}

	/** The same, before there is a request. */
	RuntimeException connecting(SdkException ex) {
		return own(ex).orElseGet(() -> unanswered("connect", ex));
	}

	/**
	 * An empty 400 for temporary credentials whose expiry is past or not known: an answer
	 * to HEAD has no body that says so.
	 */
	StoreException silent(RequestName doing, S3Exception ex) {
		StoreException named = answered(doing, ex);
		return (named instanceof BucketMissing) ? named : new CredentialsExpired(
				"%s: %s answered %s; perhaps the temporary credentials have expired: renew them, then run again; "
					.formatted(doing, this.address.identity(), answer(ex, code(ex)))
						+ "if they have not, the object that is there is encrypted with a key of its own (SSE-C): name that "
						+ "key in destination.encryption, or remove the object",
				ex);
	}

	/** The fact behind an answer. */
	StoreException answered(RequestName doing, S3Exception ex) {
		String code = code(ex);
		NamelessRefusal nameless = code.isEmpty() ? NamelessRefusal.of(doing, ex, HttpClients.scheme(this.address))
				: null;
		AnswerFact fact = (nameless != null) ? nameless.fact() : AnswerFact.of(ex.statusCode(), code);
		// of every key, a trial's too
		String said = (fact == AnswerFact.BUCKET_MISSING) ? bucketless(answer(ex, code)) : "%s: %s answered %s%s"
			.formatted(doing, this.address.identity(), answer(ex, code), (nameless != null) ? nameless.doubt() : "");
		Optional<String> region = regionOfBucket(ex);
		// in a request for another region S3 calls the region malformed, on HEAD 400
		boolean elsewhere = fact == AnswerFact.ELSEWHERE || fact == AnswerFact.REDIRECTED
				|| code.equals("AuthorizationHeaderMalformed") || (ex.statusCode() == 400 && code.isEmpty());
		if (elsewhere && region.isPresent() && !region.get().equals(this.region)) {
			return this.address.former() ? outOfReach(said, ex) : new BucketMissing(
					"%s; the bucket is in another region: set destination.region to %s".formatted(said, region.get()),
					ex);
		}
		if (this.address.former() && fact.isOfBucket()) {
			return outOfReach(said, ex);
		}
		if (fact != AnswerFact.REFUSED && fact != AnswerFact.REDIRECTED) {
			return fact.named(said, ex);
		}
		return fact.named(said + ((nameless != null) ? nameless.advice()
				: EncryptionAdvice.of(code, words(ex)) + PartSizeAdvice.of(doing, code)), ex);
	}

	private String bucketless(String answer) {
		Object store = (this.address.endpoint() != null) ? this.address.endpoint() : "AWS";
		return "there is no bucket %s at %s: it answers %s".formatted(this.address.bucket(), store, answer);
	}

	/** A bucket that the definition names no more, so that nothing is corrected there. */
	private static BucketMissing outOfReach(String said, S3Exception ex) {
		return new BucketMissing(
				said + "; end its uploads by 'longhaul abort --forget' where the bucket is gone for good", ex);
	}

	private StoreException unanswered(String doing, SdkException ex) {
		String said = String.valueOf(ex.rawMessage());
		if (said.contains("Unable to load region")) {
			return new MachineUnfit("no region is known; set destination.region or AWS_REGION", ex);
		}
		Throwable root = rootOf(ex);
		if (root instanceof UnknownHostException) {
			Optional<RequestRefused> unknown = Regions.problemOf(this.address, ex);
			if (unknown.isPresent()) {
				return unknown.get();
			}
		}
		Optional<String> tls = TlsFact.of(root, this.address.identity());
		if (tls.isPresent()) {
			// another machine has other authorities, another clock, another way there
			return new MachineUnfit(doing + ": " + tls.get(), ex);
		}
		boolean local = !(ex instanceof SdkClientException) || root instanceof IllegalArgumentException
				|| isRefusedByTheSdk(ex);
		return local ? new RequestRefused(doing + ": " + said, ex)
				: new StoreUnavailable("%s: %s; check %sthe network, then run again".formatted(doing,
						fact(this.address.identity(), ex), this.address.former() ? "" : "destination.endpoint and "),
						ex);
	}

	/** Settings that do not go together: then nothing has failed before. */
	private static boolean isRefusedByTheSdk(SdkException ex) {
		return ex.getClass().equals(SdkClientException.class) && ex.getCause() == null && !Retries.isCutOff(ex);
	}

	/**
	 * What a store did, as a sentence.
	 * @param store its address
	 */
	static String fact(String store, Throwable failure) {
		if (failure instanceof S3Exception ex) {
			return "%s answers %s".formatted(store, answer(ex, code(ex)));
		}
		return "%s does not answer (%s)".formatted(store,
				(failure instanceof SdkException ex) ? network(store, ex) : failure.getMessage());
	}

	private static String network(String store, SdkException ex) {
		if (Retries.isCutOff(ex)) {
			return "its answer breaks off";
		}
		Throwable root = rootOf(ex);
		if (root instanceof UnknownHostException) {
			return "this machine's DNS does not know " + String.valueOf(root.getMessage()).replaceFirst(": .*", "");
		}
		if (root instanceof NoHttpResponseException && store.startsWith("http:")) {
			// a server that waits for TLS takes a request for a broken greeting
			return root.getMessage() + ", perhaps because this port wants https";
		}
		return (root instanceof IOException) ? String.valueOf(root.getMessage()) : String.valueOf(ex.rawMessage());
	}

	/**
	 * The SDK wraps what a body's stream and the search for credentials throw, its signer
	 * even in an exception that is not the SDK's; a changed source is no fault of the
	 * store.
	 */
	private static Optional<RuntimeException> own(RuntimeException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SourceException source) {
				return Optional.of(source);
			}
			if (cause instanceof StoreException named) {
				return Optional.of(named);
			}
		}
		return Optional.empty();
	}

	static Throwable rootOf(Throwable ex) {
		Throwable root = ex;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root;
	}

	/** The service's name of the error; empty where the answer has none, as on HEAD. */
	static String code(AwsServiceException ex) {
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

	private static Optional<String> regionOfBucket(S3Exception ex) {
		return header(ex, "x-amz-bucket-region").or(() -> Optional.ofNullable(ex.awsErrorDetails())
			.map(AwsErrorDetails::errorMessage)
			.map(REGION::matcher)
			.filter(Matcher::find)
			.map((found) -> found.group(1)));
	}

	static Optional<String> header(AwsServiceException ex, String name) {
		return Optional.ofNullable(ex.awsErrorDetails())
			.map(AwsErrorDetails::sdkHttpResponse)
			.flatMap((response) -> response.firstMatchingHeader(name));
	}

}
