package dev.longhaul.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * The keys of a definition file, in the form that Spring Boot's Binder wants. It has no
 * word for a setting that may be a word or a group, and passes over many a key that means
 * nothing, or that means the same as another one.
 *
 * @param bindable the settings that there are
 * @param unknown keys as they are written, with their values
 * @param twice the same of keys for which their setting stands there already
 */
record YamlKeys(PropertySource<?> bindable, Map<String, Object> unknown, Map<String, Object> twice) {

	/**
	 * {@code on-success: delete} beside <code>on-success: {move: …}</code>, one bandwidth
	 * beside a timetable.
	 */
	private static final Map<String, String> WORDS = Map.of("on-success", "on-success.action", "transfer.bandwidth",
			"transfer.bandwidth[" + Timetable.ELSE + "]");

	static YamlKeys of(PropertySource<?> yaml) {
		Map<String, Object> bindable = new LinkedHashMap<>();
		Map<String, Object> unknown = new LinkedHashMap<>();
		Map<String, Object> twice = new LinkedHashMap<>();
		((Map<?, ?>) yaml.getSource()).forEach((written, value) -> {
			String key = String.valueOf(written);
			Optional<String> meant = DefinitionKeys.meant(key).map((setting) -> WORDS.getOrDefault(setting, setting));
			if (meant.isEmpty()) {
				unknown.put(key, value);
			}
			else if (bindable.putIfAbsent(meant.get(), value) != null) {
				twice.put(key, value);
			}
		});
		return new YamlKeys(new OriginTrackedMapPropertySource(yaml.getName(), bindable), unknown, twice);
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

}
