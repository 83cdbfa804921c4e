package dev.longhaul.definition;

import java.nio.file.Path;
import java.util.Map;

import dev.longhaul.store.Encryption;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the store is to encrypt the objects.
 *
 * @param keyId of KMS
 * @param context of KMS
 * @param keyFile with the key of SSE-C
 */
public record EncryptionSettings(@DefaultValue("none") Encryption.Type type, @Nullable String keyId,
		@DefaultValue Map<String, String> context, @Nullable Boolean bucketKey, @Nullable String keyFile) {

	/** A blank setting counts as not set. */
	public EncryptionSettings {
		keyId = WrittenText.orNull(keyId);
		keyFile = WrittenText.orNull(keyFile);
	}

	/** What is said when an object is begun. */
	Encryption encryption() {
		return new Encryption(this.type, this.keyId, this.context, this.bucketKey);
	}

	/** The file with the key that goes with the requests, null if none does. */
	@Nullable Path key() {
		return (this.type == Encryption.Type.SSE_C && this.keyFile != null) ? Path.of(this.keyFile) : null;
	}

}
