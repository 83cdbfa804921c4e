package dev.longhaul.definition;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The pattern of a date in a template. Refuses what Java accepts and nobody means: a
 * letter in the wrong case, which would be seen only in the keys.
 */
final class DatePattern {

	/** Between quotes there are no letters of the pattern. */
	private static final Pattern QUOTED = Pattern.compile("'[^']*'");

	private static final Pattern DATE = Pattern.compile("\\{(?:date|modified):([^{}]*)}");

	private DatePattern() {
	}

	/**
	 * Reads a pattern.
	 * @param date whose pattern it is, for the message
	 * @param template that it stands in: the hour of a minute may have a placeholder of
	 * its own
	 * @throws IllegalArgumentException if it is none, or means something else than it
	 * seems to
	 */
	static DateTimeFormatter read(String date, String pattern, String template) {
		String written = "{%s:%s}".formatted(date, pattern);
		refuseIf(pattern.isBlank(), written, "has no pattern; write {%s:yyyy-MM-dd}".formatted(date));
		String letters = letters(pattern);
		String all = DATE.matcher(template)
			.results()
			.map((found) -> letters(found.group(1)))
			.collect(Collectors.joining());
		refuseIf(has(letters, "Y") && !has(all, "wW"), written,
				"has the year of the week by 'Y', which is another one around New Year; write yyyy, or the week (ww) with it");
		refuseIf(has(letters, "m") && !has(all, "HhKkA"), written,
				"has minutes by 'm', and no hour; for the month write MM, for minutes the hour with them");
		refuseIf(has(letters, "D") && has(letters, "ML"), written,
				"has the day of the year by 'D'; for that of the month write dd");
		return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
	}

	private static String letters(String pattern) {
		return QUOTED.matcher(pattern).replaceAll("");
	}

	private static boolean has(String letters, String some) {
		return letters.chars().anyMatch((letter) -> some.indexOf(letter) >= 0);
	}

	private static void refuseIf(boolean wrong, String written, String why) {
		if (wrong) {
			throw new IllegalArgumentException(written + " " + why);
		}
	}

}
