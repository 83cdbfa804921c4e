package dev.longhaul.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.longhaul.definition.Misconfigured;
import dev.longhaul.definition.Timetable;
import dev.longhaul.definition.TimetableRules;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * The limit of the whole process, {@code longhaul.bandwidth}: one rate or a timetable.
 * Read key by key, for Spring Boot's Binder wants a window written in brackets.
 */
final class BandwidthSetting {

	private static final String NAME = "longhaul.bandwidth";

	private BandwidthSetting() {
	}

	/**
	 * Reads the setting.
	 * @throws Misconfigured saying what is wrong, and where
	 */
	static Timetable in(ConfigurableEnvironment environment, int partsAtOnce) {
		Map<String, String> entries = new LinkedHashMap<>();
		Map<String, String> places = new LinkedHashMap<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			// the first source that says anything of it says all
			if (entries.isEmpty()) {
				keys(source).forEach((entry, key) -> {
					entries.put(entry, String.valueOf(environment.getProperty(key)));
					places.put(entry, SettingOrigin.of(source, key));
				});
			}
		}
		List<String> problems = new ArrayList<>();
		entries.forEach((entry, rate) -> TimetableRules.problemOf(entry, rate, partsAtOnce)
			.ifPresent((problem) -> problems.add(places.get(entry) + NAME
					+ (entry.equals(Timetable.ELSE) ? "" : "[" + entry + "]") + " " + problem)));
		if (!problems.isEmpty()) {
			throw new Misconfigured(problems);
		}
		return Timetable.parse(entries);
	}

	/** The keys in a source by what they are in the timetable. */
	private static Map<String, String> keys(PropertySource<?> source) {
		Map<String, String> keys = new LinkedHashMap<>();
		if (source.containsProperty(NAME)) {
			keys.put(Timetable.ELSE, NAME);
		}
		else if (source instanceof EnumerablePropertySource<?> listed) {
			for (String key : listed.getPropertyNames()) {
				String entry = entry(key);
				if (!entry.isEmpty()) {
					keys.put(entry, key);
				}
			}
		}
		return keys;
	}

	/** What stands behind {@code longhaul.bandwidth.}, or in its brackets; or nothing. */
	private static String entry(String key) {
		if (key.startsWith(NAME + ".")) {
			return key.substring(NAME.length() + 1);
		}
		return (key.startsWith(NAME + "[") && key.endsWith("]")) ? key.substring(NAME.length() + 1, key.length() - 1)
				: "";
	}

}
