package dev.longhaul.definition;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.boot.convert.DurationStyle;

/**
 * A duration as definitions, options and settings have it: a number and its unit. One
 * without a unit would count as milliseconds, and whoever writes 90 means days.
 */
public final class WrittenDuration {

	static final String FORMS = "write 30s, 5m, 2h or 7d";

	private static final Pattern NUMBER_ALONE = Pattern.compile("[+-]?0*[1-9][0-9]*");

	private WrittenDuration() {
	}

	/**
	 * Reads it.
	 * @throws IllegalArgumentException if it is none, saying what would be right
	 */
	public static Duration parse(String text) {
		try {
			Duration duration = DurationStyle.detectAndParse(text);
			if (!duration.isNegative() && !lacksUnit(text)) {
				return duration;
			}
		}
		catch (IllegalArgumentException ex) {
			// said below
		}
		throw new IllegalArgumentException("'%s' is not a duration; %s".formatted(text, FORMS));
	}

	/** Zero is the same in every unit. */
	static boolean lacksUnit(String text) {
		return NUMBER_ALONE.matcher(text).matches();
	}

}
