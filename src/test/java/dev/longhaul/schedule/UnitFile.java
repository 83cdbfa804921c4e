package dev.longhaul.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unit of systemd, with its drop-in: sections of settings, each with its values in
 * order.
 */
record UnitFile(Map<String, Map<String, List<String>>> sections) {

	private static final Pattern SECTION = Pattern.compile("\\[(\\w+)]");

	private static final Pattern SETTING = Pattern.compile("(\\w+)=(.*)");

	static UnitFile of(Path... files) {
		Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();
		for (Path file : files) {
			read(file, sections);
		}
		return new UnitFile(sections);
	}

	private static void read(Path file, Map<String, Map<String, List<String>>> sections) {
		Map<String, List<String>> section = null;
		for (String line : lines(file)) {
			Matcher head = SECTION.matcher(line);
			Matcher setting = SETTING.matcher(line);
			if (head.matches()) {
				section = sections.computeIfAbsent(head.group(1), (name) -> new LinkedHashMap<>());
			}
			else if (section != null && setting.matches()) {
				section.computeIfAbsent(setting.group(1), (name) -> new ArrayList<>()).add(setting.group(2));
			}
			else if (!line.isBlank() && !line.startsWith("#")) {
				throw new AssertionError(file + ": neither a section nor a setting nor a comment: " + line);
			}
		}
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The values of a setting, none where it does not stand. */
	List<String> values(String section, String setting) {
		return this.sections.getOrDefault(section, Map.of()).getOrDefault(setting, List.of());
	}

	/** The one value of a setting. */
	String value(String section, String setting) {
		List<String> values = values(section, setting);
		if (values.size() != 1) {
			throw new AssertionError("%s.%s stands %d times".formatted(section, setting, values.size()));
		}
		return values.get(0);
	}

}
