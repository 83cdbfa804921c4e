package dev.longhaul.store.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.longhaul.store.CannedAcl;
import dev.longhaul.store.ContentHeaders;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.ObjectLock;
import dev.longhaul.store.ObjectSettings;
import dev.longhaul.store.ObjectSpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts what is said of an object onto the request that begins it.
 */
record StatedSettings(ObjectSpec object) {

	private static final ObjectLock UNLOCKED = new ObjectLock(null, null, false);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * As PutObject says it: CreateMultipartUpload has each of its settings by the same
	 * header.
	 */
	void on(CreateMultipartUploadRequest.Builder request) {
		PutObjectRequest said = PutObjectRequest.builder().applyMutation(this::on).build();
		Map<String, SdkField<?>> members = request.sdkFieldNameToField();
		for (SdkField<?> member : said.sdkFields()) {
			Object value = member.getValueOrDefault(said);
			if (value != null) {
				Objects.requireNonNull(members.get(member.locationName())).set(request, value);
			}
		}
	}

	void on(PutObjectRequest.Builder request) {
		ObjectSettings settings = this.object.settings();
		ContentHeaders headers = settings.headers();
		Encryption encryption = settings.encryption();
		ObjectLock lock = lock();
		request.metadata(this.object.metadata())
			.contentType(Objects.requireNonNullElse(headers.type(), ReopenedContent.BINARY))
			.cacheControl(headers.cacheControl())
			.contentEncoding(headers.encoding())
			.contentDisposition(headers.disposition())
			.storageClass(settings.storageClass())
			.acl(acl())
			.serverSideEncryption(encryption.type().word())
			.ssekmsKeyId(encryption.keyId())
			.ssekmsEncryptionContext(context())
			.bucketKeyEnabled(encryption.bucketKey())
			.objectLockMode(lockMode())
			.objectLockRetainUntilDate(lock.retainUntil())
			.objectLockLegalHoldStatus(lock.legalHold() ? ObjectLockLegalHoldStatus.ON : null);
		tagging().ifPresent(request::tagging);
	}

	private @Nullable String acl() {
		CannedAcl acl = this.object.settings().acl();
		return (acl != null) ? acl.word() : null;
	}

	private ObjectLock lock() {
		ObjectLock lock = this.object.settings().lock();
		return (lock != null) ? lock : UNLOCKED;
	}

	private @Nullable ObjectLockMode lockMode() {
		ObjectLock.Mode mode = lock().mode();
		return (mode != null) ? ObjectLockMode.fromValue(mode.name()) : null;
	}

	private @Nullable String context() {
		Map<String, String> context = this.object.settings().encryption().context();
		return context.isEmpty() ? null
				: Base64.getEncoder().encodeToString(JSON.writeValueAsString(context).getBytes(StandardCharsets.UTF_8));
	}

	/** An empty one would be sent as an empty header. */
	private Optional<Tagging> tagging() {
		List<Tag> tags = this.object.settings()
			.tags()
			.entrySet()
			.stream()
			.map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
			.toList();
		return tags.isEmpty() ? Optional.empty() : Optional.of(Tagging.builder().tagSet(tags).build());
	}

}
