package dev.longhaul.console;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Numbers and times as a person reads them.
 */
final class Amounts {

	/** Control characters, and others that change how a line is read. */
	static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

	private static final String[] UNITS = { "bytes", "KiB", "MiB", "GiB", "TiB" };

	private Amounts() {
	}

	static String bytes(long bytes) {
		double amount = bytes;
		int unit = 0;
		while (amount >= 1024 && unit < UNITS.length - 1) {
			amount /= 1024;
			unit++;
		}
		return (unit == 0) ? count(bytes, "byte") : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
	}

	static String rate(long bytesPerSecond) {
		return bytes(bytesPerSecond) + "/s";
	}

	static String time(Duration duration) {
		long seconds = duration.toSeconds();
		if (seconds < 60) {
			return seconds + " s";
		}
		return (seconds < 3600) ? "%d min %d s".formatted(seconds / 60, seconds % 60)
				: "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60);
	}

	/** To the second, in UTC. */
	static String moment(Instant instant) {
		return instant.truncatedTo(ChronoUnit.SECONDS).toString();
	}

	static String count(long number, String noun) {
		return number + " " + noun + ((number == 1) ? "" : "s");
	}

	/** A constant as a word. */
	static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * File names may hold anything; a line of output holds one line and no control
	 * characters.
	 */
	static String printable(Object text) {
		return UNPRINTABLE.matcher(String.valueOf(text)).replaceAll("?");
	}

	/** An ETag as it is told; some stores have none. */
	static String etag(String etag) {
		return etag.isEmpty() ? "no ETag" : "ETag " + etag;
	}

}
