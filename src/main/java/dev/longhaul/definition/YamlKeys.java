package dev.longhaul.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Brings the keys of a definition into the form that Spring Boot's Binder wants: it drops
 * spaces and signs from the keys of a map unless they stand in brackets, and has no word
 * for a setting that may be a word or a group.
 */
final class YamlKeys {

	private static final List<String> MAPS = List.of("destination.metadata", "destination.tags",
			"destination.encryption.context", "transfer.bandwidth");

	/**
	 * {@code on-success: delete} beside <code>on-success: {move: …}</code>, one bandwidth
	 * beside a timetable.
	 */
	private static final Map<String, String> WORDS = Map.of("on-success", "on-success.action", "transfer.bandwidth",
			"transfer.bandwidth[" + Timetable.ELSE + "]");

	private YamlKeys() {
	}

	static PropertySource<?> bindable(PropertySource<?> yaml) {
		if (!(yaml.getSource() instanceof Map<?, ?> entries)) {
			return yaml;
		}
		Map<String, Object> bindable = new LinkedHashMap<>();
		entries.forEach((key, value) -> bindable.put(bindable(String.valueOf(key)), value));
		return new OriginTrackedMapPropertySource(yaml.getName(), bindable);
	}

	/** The name as it stands in the file. */
	static String asWritten(String setting) {
		return WORDS.entrySet()
			.stream()
			.filter((word) -> word.getValue().equals(setting))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(setting);
	}

	private static String bindable(String key) {
		return MAPS.stream()
			.filter((map) -> key.startsWith(map + "."))
			.findFirst()
			.map((map) -> map + "[" + key.substring(map.length() + 1) + "]")
			.orElseGet(() -> WORDS.getOrDefault(key, key));
	}

}
