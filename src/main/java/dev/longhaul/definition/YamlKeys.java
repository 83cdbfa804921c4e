package dev.longhaul.definition;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Keeps the names of metadata entries as they stand in the file: Spring Boot drops spaces
 * and signs from a key unless it is written in brackets.
 */
final class YamlKeys {

	private static final String METADATA = "destination.metadata.";

	private YamlKeys() {
	}

	static PropertySource<?> withMetadataInBrackets(PropertySource<?> yaml) {
		if (!(yaml.getSource() instanceof Map<?, ?> entries)) {
			return yaml;
		}
		Map<String, Object> bracketed = new LinkedHashMap<>();
		entries.forEach((key, value) -> bracketed.put(bracketed(String.valueOf(key)), value));
		return new OriginTrackedMapPropertySource(yaml.getName(), bracketed);
	}

	private static String bracketed(String key) {
		return key.startsWith(METADATA) ? "destination.metadata[" + key.substring(METADATA.length()) + "]" : key;
	}

}
