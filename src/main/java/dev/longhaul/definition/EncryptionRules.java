package dev.longhaul.definition;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceUnreadable;
import dev.longhaul.store.CustomerKey;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.PlainHttp;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of the encryption's settings among each other and with the store. Its
 * problems never tell a key.
 */
final class EncryptionRules {

	private static final String GROUP = "destination.encryption.";

	private static final Pattern KEY_ID = Pattern.compile("[!-~]+");

	private final EncryptionSettings settings;

	private final Map<String, String> problems = new LinkedHashMap<>();

	private EncryptionRules(EncryptionSettings settings) {
		this.settings = settings;
	}

	/** Problems by the name of the setting. */
	static Map<String, String> problemsOf(Destination destination) {
		EncryptionRules rules = new EncryptionRules(destination.encryption());
		rules.kms();
		rules.customerKey(destination);
		return rules.problems;
	}

	private void kms() {
		Encryption.Type type = this.settings.type();
		String keyId = Destination.textOrNull(this.settings.keyId());
		if (keyId != null && !type.isByKms()) {
			refuse("key-id", "is for sse-kms and dsse-kms; the type is %s".formatted(word(type)));
		}
		if (keyId != null && !KEY_ID.matcher(keyId).matches()) {
			refuse("key-id", "'%s' is no key of KMS; write its id, its ARN or alias/name".formatted(keyId));
		}
		this.settings.context()
			.keySet()
			.stream()
			.filter((name) -> !type.isByKms() || name.isBlank())
			.forEach((name) -> {
				refuse("context[" + name + "]", type.isByKms() ? "has no name"
						: "is for sse-kms and dsse-kms; the type is %s".formatted(word(type)));
			});
		if (this.settings.bucketKey() != null && type != Encryption.Type.SSE_KMS) {
			refuse("bucket-key", "is for sse-kms; the type is %s".formatted(word(type)));
		}
	}

	private void customerKey(Destination destination) {
		String file = Destination.textOrNull(this.settings.keyFile());
		if (this.settings.type() != Encryption.Type.SSE_C) {
			if (file != null) {
				refuse("key-file", "is for sse-c; the type is %s".formatted(word(this.settings.type())));
			}
			return;
		}
		if (file == null) {
			refuse("type", "'sse-c' needs key-file, the file with the 32 bytes of the key");
		}
		else {
			key(file);
		}
		if (isOverPlainHttp(Destination.textOrNull(destination.endpoint()))) {
			refuse("type", "'sse-c' would send the key in clear text, which S3 refuses; write an endpoint with https");
		}
	}

	private void key(String file) {
		try {
			CustomerKey.read(SourceFile.pathOf(file));
		}
		catch (IllegalArgumentException | SourceUnreadable ex) {
			refuse("key-file", String.valueOf(ex.getMessage()));
		}
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

	static String word(Encryption.Type type) {
		return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private void refuse(String setting, String problem) {
		this.problems.putIfAbsent(GROUP + setting, problem);
	}

}
