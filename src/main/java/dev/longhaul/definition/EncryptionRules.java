package dev.longhaul.definition;

import java.net.URI;
import java.util.regex.Pattern;

import dev.longhaul.source.SourceFile;
import dev.longhaul.store.CustomerKey;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.PlainHttp;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of the encryption's settings among each other and with the store. Its
 * problems never tell a key.
 */
final class EncryptionRules {

	private static final Pattern KEY_ID = Pattern.compile("[!-~]+");

	private final EncryptionSettings settings;

	private final Problems problems;

	private EncryptionRules(EncryptionSettings settings, Problems problems) {
		this.settings = settings;
		this.problems = problems.of("destination.encryption");
	}

	static void judge(EncryptionSettings settings, @Nullable String endpoint, Problems problems) {
		EncryptionRules rules = new EncryptionRules(settings, problems);
		rules.kms();
		rules.customerKey(endpoint);
	}

	private void kms() {
		Encryption.Type type = this.settings.type();
		String keyId = this.settings.keyId();
		if (keyId != null && !type.isByKms()) {
			this.problems.add("key-id", "is for sse-kms and dsse-kms; the type is %s".formatted(type.label()));
		}
		if (keyId != null && !KEY_ID.matcher(keyId).matches()) {
			this.problems.add("key-id", "'%s' is no key of KMS; write its id, its ARN or alias/name".formatted(keyId));
		}
		this.settings.context()
			.keySet()
			.stream()
			.filter((name) -> !type.isByKms() || name.isBlank())
			.forEach((name) -> {
				this.problems.add("context[" + name + "]", type.isByKms() ? "has no name"
						: "is for sse-kms and dsse-kms; the type is %s".formatted(type.label()));
			});
		if (this.settings.bucketKey() != null && type != Encryption.Type.SSE_KMS) {
			this.problems.add("bucket-key", "is for sse-kms; the type is %s".formatted(type.label()));
		}
	}

	private void customerKey(@Nullable String endpoint) {
		String file = this.settings.keyFile();
		if (this.settings.type() != Encryption.Type.SSE_C) {
			if (file != null) {
				this.problems.add("key-file", "is for sse-c; the type is %s".formatted(this.settings.type().label()));
			}
			return;
		}
		if (file == null) {
			this.problems.add("type", "'sse-c' needs key-file, the file with the 32 bytes of the key");
		}
		else {
			key(file);
		}
		if (isOverPlainHttp(endpoint)) {
			this.problems.add("type",
					"'sse-c' would send the key in clear text, which S3 refuses; write an endpoint with https");
		}
	}

	private void key(String file) {
		this.problems.check("key-file", () -> CustomerKey.read(SourceFile.pathOf(file)));
	}

	private static boolean isOverPlainHttp(@Nullable String endpoint) {
		try {
			URI uri = URI.create((endpoint != null) ? endpoint : "https://aws");
			return PlainHttp.isOverheard(uri.getScheme(), uri.getHost());
		}
		catch (IllegalArgumentException ex) {
			return false; // the endpoint is refused for itself
		}
	}

}
