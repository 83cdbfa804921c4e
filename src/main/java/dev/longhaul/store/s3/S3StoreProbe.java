package dev.longhaul.store.s3;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import dev.longhaul.store.AbortRule;
import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.BucketKind;
import dev.longhaul.store.Contact;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreProbe;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Probes a bucket by the SDK's synchronous client.
 */
record S3StoreProbe(S3Bucket bucket) implements StoreProbe {

	/** The MD5 of no bytes, in base64: wrong for every part that has some. */
	private static final String MD5_OF_NOTHING = "1B2M2Y8AsgTpgAmY7PhCfg==";

	/** Of an object that a trial made, if some of its answers were lost; usually one. */
	private static final int VERSIONS = 8;

	@Override
	public ObjectStore store() {
		return new S3ObjectStore(this.bucket);
	}

	@Override
	public Reach reach() {
		String region = this.bucket.client().serviceClientConfiguration().region().id();
		boolean unknown = this.bucket.address().endpoint() == null && !Regions.isKnown(region);
		boolean all = BucketKind.isMultiRegion(this.bucket.name());
		return new Reach(all ? null : region, unknown ? Regions.nearest(region) : List.of(),
				HttpClients.proxy(this.bucket.address(), host(region)).map(Proxy::toString).orElse(null));
	}

	/** The host as NO_PROXY would name it; the bucket's own host is below it. */
	private String host(String region) {
		if (BucketKind.isMultiRegion(this.bucket.name())) {
			return this.bucket.name().replaceFirst(".*accesspoint[/:]", "") + ".accesspoint.s3-global.amazonaws.com";
		}
		return (this.bucket.address().endpoint() != null) ? this.bucket.address().endpoint().getHost()
				: "%s.s3.%s.amazonaws.com".formatted(this.bucket.name(), region);
	}

	@Override
	public Identity identity() {
		RenewableCredentials credentials = this.bucket.connection().calls().credentials();
		return new Identity(credentials.resolveCredentials().accessKeyId(), credentials.origin(),
				credentials.areTemporary());
	}

	@Override
	public void delete(String key) {
		Optional<String> version = version(key);
		try {
			// behind each version that is gone the one before it comes to light
			for (int gone = 0; version.isPresent() && gone < VERSIONS; gone++) {
				delete(key, version.get());
				version = version(key);
				if (version.isEmpty()) {
					return;
				}
			}
		}
		catch (AccessRefused ex) {
			delete(key, null); // hides them at least
			throw ex;
		}
		delete(key, null);
	}

	/**
	 * Where a bucket keeps versions, a key that is deleted only hides the last of them.
	 */
	private Optional<String> version(String key) {
		try {
			return new S3ObjectReader(this.bucket).head(key, null).map(StoredObject::versionId);
		}
		catch (StoreException ex) {
			return Optional.empty();
		}
	}

	private void delete(String key, @Nullable String version) {
		this.bucket.call(S3Operation.DELETE_OBJECT.of(key),
				() -> this.bucket.client()
					.deleteObject((request) -> request.bucket(this.bucket.name())
						.key(key)
						.versionId(version)
						.applyMutation(this.bucket.terms()::on)));
	}

	@Override
	public Contact contact() {
		return this.bucket.call(S3Operation.HEAD_BUCKET.of(this.bucket.name()), () -> {
			try {
				return contact(this.bucket.client()
					.headBucket((request) -> request.bucket(this.bucket.name()).applyMutation(this.bucket.terms()::on))
					.sdkHttpResponse(), null);
			}
			catch (S3Exception ex) {
				if (ex.statusCode() >= 500) {
					throw ex;
				}
				return contact((ex.awsErrorDetails() != null) ? ex.awsErrorDetails().sdkHttpResponse() : null, ex);
			}
		});
	}

	private Contact contact(@Nullable SdkHttpResponse answer, @Nullable S3Exception refusal) {
		return new Contact(date(header(answer, "Date")), header(answer, "x-amz-bucket-region"),
				header(answer, "Server"),
				(refusal != null) ? this.bucket.terms()
					.explained(
							this.bucket.connection()
								.calls()
								.failures()
								.answered(S3Operation.HEAD_BUCKET.of(this.bucket.name()), refusal),
							this.bucket.address())
						: null);
	}

	private static @Nullable String header(@Nullable SdkHttpResponse answer, String name) {
		return (answer != null) ? answer.firstMatchingHeader(name).orElse(null) : null;
	}

	private static @Nullable Instant date(@Nullable String header) {
		try {
			return (header != null) ? ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()
					: null;
		}
		catch (DateTimeException ex) {
			return null; // then there is nothing to compare
		}
	}

	@Override
	public boolean refusesDamage(Upload upload) {
		return this.bucket.call(RequestName.ofPart(2, upload.key()), () -> {
			try {
				this.bucket.client()
					.uploadPart(
							(request) -> request.bucket(this.bucket.name())
								.key(upload.key())
								.uploadId(upload.id())
								.partNumber(2)
								.applyMutation(this.bucket.terms()::on)
								.contentMD5(MD5_OF_NOTHING),
							RequestBody.fromBytes("not what was hashed".getBytes(StandardCharsets.US_ASCII)));
				return false;
			}
			catch (S3Exception ex) {
				if (AnswerFact.of(ex.statusCode(), S3Failures.code(ex)) == AnswerFact.DAMAGED) {
					return true;
				}
				throw ex;
			}
		});
	}

	@Override
	public List<AbortRule> abortRules() {
		return this.bucket.call(S3Operation.GET_BUCKET_LIFECYCLE_CONFIGURATION.of(this.bucket.name()), () -> {
			try {
				return this.bucket.client()
					.getBucketLifecycleConfiguration(
							(request) -> request.bucket(this.bucket.name()).applyMutation(this.bucket.terms()::on))
					.rules()
					.stream()
					.filter((rule) -> rule.status() == ExpirationStatus.ENABLED)
					.filter((rule) -> rule.abortIncompleteMultipartUpload() != null
							&& rule.abortIncompleteMultipartUpload().daysAfterInitiation() != null)
					.map((rule) -> new AbortRule(prefix(rule),
							rule.abortIncompleteMultipartUpload().daysAfterInitiation()))
					.toList();
			}
			catch (S3Exception ex) {
				if (S3Failures.code(ex).equals("NoSuchLifecycleConfiguration")) {
					return List.of();
				}
				throw ex;
			}
		});
	}

	/** It stands in the filter, or beside it in configurations of before 2016. */
	@SuppressWarnings("deprecation")
	private static String prefix(LifecycleRule rule) {
		String old = (rule.prefix() != null) ? rule.prefix() : "";
		if (rule.filter() == null) {
			return old;
		}
		String inFilter = rule.filter().prefix();
		if (inFilter == null && rule.filter().and() != null) {
			inFilter = rule.filter().and().prefix();
		}
		return (inFilter != null) ? inFilter : old;
	}

	@Override
	public void close() {
		this.bucket.connection().close();
	}

}
