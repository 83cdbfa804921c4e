package dev.longhaul.definition;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.store.Access;
import dev.longhaul.store.BucketKind;
import dev.longhaul.store.CannedAcl;
import dev.longhaul.store.ContentHeaders;
import dev.longhaul.store.ObjectSettings;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.Route;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreInQuestion;
import dev.longhaul.store.StoreProfile;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Where the files go, and what is said of the objects.
 *
 * @param key template of the object's key
 * @param endpoint empty or null for AWS
 * @param store {@code auto} or the name of a profile
 * @param pathStyle null: yes with an endpoint, no on AWS
 * @param unsignedPayload over http, leaves the bytes out of the signature
 * @param roleArn empty or null for no role
 * @param contentType {@code auto} to detect it; null for {@code application/octet-stream}
 * @param expectedOwner the account that the bucket must belong to
 */
public record Destination(@DefaultValue("") String bucket, @DefaultValue("{path}") String key, @Nullable String region,
		@Nullable String endpoint, @DefaultValue("auto") String store, @Nullable Boolean pathStyle,
		@DefaultValue("false") boolean dualstack, @DefaultValue("false") boolean fips,
		@DefaultValue("false") boolean accelerate, @DefaultValue("false") boolean unsignedPayload,
		@Nullable String profile, @Nullable String roleArn, @Nullable String externalId,
		@Nullable String roleSessionName, @Nullable String caCertificates, @Nullable String storageClass,
		@Nullable String contentType, @DefaultValue Map<String, String> metadata,
		@DefaultValue("replace") IfExists ifExists, @Nullable String cacheControl, @Nullable String contentEncoding,
		@Nullable String contentDisposition, @DefaultValue Map<String, String> tags, @Nullable CannedAcl acl,
		@Nullable String expectedOwner, @DefaultValue("false") boolean requesterPays,
		@DefaultValue EncryptionSettings encryption, @Nullable LockSettings objectLock) {

	private static final String DETECTED = "auto";

	/**
	 * A blank setting counts as not set; an endpoint may be written in several ways.
	 */
	public Destination {
		region = textOrNull(region);
		profile = textOrNull(profile);
		roleArn = textOrNull(roleArn);
		externalId = textOrNull(externalId);
		roleSessionName = textOrNull(roleSessionName);
		caCertificates = textOrNull(caCertificates);
		storageClass = textOrNull(storageClass);
		contentType = textOrNull(contentType);
		cacheControl = textOrNull(cacheControl);
		contentEncoding = textOrNull(contentEncoding);
		contentDisposition = textOrNull(contentDisposition);
		expectedOwner = textOrNull(expectedOwner);
		endpoint = textOrNull(endpoint);
		endpoint = (endpoint != null) ? EndpointRules.usual(endpoint) : null;
	}

	/** The bucket's address. */
	public StoreAddress address() {
		URI uri = (this.endpoint != null) ? URI.create(this.endpoint) : null;
		boolean named = BucketKind.regionOf(this.bucket).isPresent();
		boolean inPath = (this.pathStyle != null) ? this.pathStyle : uri != null && !named;
		Path authorities = (this.caCertificates != null) ? Path.of(this.caCertificates) : null;
		Route route = new Route(inPath, this.dualstack, this.fips, this.accelerate, this.unsignedPayload, authorities);
		return new StoreAddress(this.bucket, uri, this.region, route, new Access(this.profile, role()));
	}

	private Access.@Nullable Role role() {
		String arn = this.roleArn;
		String session = this.roleSessionName;
		return (arn != null) ? new Access.Role(arn, this.externalId, (session != null) ? session : "longhaul") : null;
	}

	/**
	 * What is known of the store.
	 * @throws IllegalArgumentException if there is no such profile
	 */
	public StoreProfile profileOfStore() {
		return namedProfile().orElseGet(() -> StoreProfile.of(address()));
	}

	Optional<StoreProfile> namedProfile() {
		String name = this.store.strip();
		return name.equalsIgnoreCase("auto") ? Optional.empty() : Optional.of(StoreProfile.named(name));
	}

	/**
	 * The object as it is to be made.
	 * @param more metadata beside the definition's
	 */
	public ObjectSpec object(String objectKey, Map<String, String> more, ObjectSettings settings,
			ChecksumAlgorithm integrity) {
		Map<String, String> all = new LinkedHashMap<>(this.metadata);
		all.putAll(more);
		return new ObjectSpec(objectKey, all, settings, integrity);
	}

	/** An object by which the store is tried: it can be taken away at once. */
	public ObjectSpec trialObject(String objectKey) {
		return object(objectKey, Map.of(), settings(), ChecksumAlgorithm.MD5);
	}

	/**
	 * The store, as far as it is to be asked what it can.
	 * @param objectKey of an object as it would be sent there
	 */
	public StoreInQuestion inQuestion(String objectKey) {
		return new StoreInQuestion(profileOfStore(), address(), terms(), trialObject(objectKey));
	}

	/** What is said with every request. */
	public RequestTerms terms() {
		return new RequestTerms(this.expectedOwner, this.requesterPays, this.encryption.key());
	}

	/** Whether the content type is to be found out of each file. */
	public boolean detectsContentType() {
		return DETECTED.equalsIgnoreCase(this.contentType);
	}

	/**
	 * What is said of each object; a content type that is detected is still to be added.
	 */
	public ObjectSettings settings() {
		ContentHeaders headers = new ContentHeaders(detectsContentType() ? null : this.contentType, this.cacheControl,
				this.contentEncoding, this.contentDisposition);
		return new ObjectSettings(headers, this.storageClass, this.acl, this.tags, this.encryption.encryption(), null);
	}

	/** The same for an object that was begun then, from when its lock counts. */
	public ObjectSettings settings(Instant begun) {
		return (this.objectLock != null) ? settings().locked(this.objectLock.from(begun)) : settings();
	}

	/**
	 * A digest by which two machines tell whether their definitions say the same of it,
	 * without disclosing what.
	 */
	public String fingerprint() {
		return ChecksumAlgorithm.SHA256.of(toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
	}

	public KeyTemplate keyTemplate() {
		return KeyTemplate.parse(this.key);
	}

	static @Nullable String textOrNull(@Nullable String value) {
		return StringUtils.hasText(value) ? value.strip() : null;
	}

}
