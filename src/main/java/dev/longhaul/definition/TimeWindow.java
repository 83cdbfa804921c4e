package dev.longhaul.definition;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of the day, of every day or of some: {@code 08:00-18:00},
 * {@code Fri,Sat 22:00-06:00}. One that crosses midnight belongs to the day on which it
 * begins.
 *
 * @param from minute of the day
 * @param to minute of the day, not within the window any more
 */
record TimeWindow(Set<DayOfWeek> days, int from, int to) {

	private static final int DAY = 24 * 60;

	private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

	private static final String ONE_DAY = "(?:" + String.join("|", NAMES) + ")";

	private static final Pattern WINDOW = Pattern.compile(
			"(?:(?<days>%1$s(?:-%1$s)?(?:,\\s*%1$s(?:-%1$s)?)*)\\s+)?(?<from>\\d{1,2}:\\d{2})\\s*-\\s*(?<to>\\d{1,2}:\\d{2})"
				.formatted(ONE_DAY));

	/**
	 * Reads a window.
	 * @throws IllegalArgumentException if it is none
	 */
	static TimeWindow parse(String text) {
		Matcher written = WINDOW.matcher(text.strip().toLowerCase(Locale.ROOT));
		if (!written.matches()) {
			throw new IllegalArgumentException(
					"'%s' is no time window; write 08:00-18:00, Sat,Sun 00:00-24:00 or else".formatted(text));
		}
		int from = minute(written.group("from"), text);
		int to = minute(written.group("to"), text);
		if (from == to || from == DAY) {
			throw new IllegalArgumentException(
					"'%s' is a window without length; the whole day is 00:00-24:00".formatted(text));
		}
		return new TimeWindow(days(written.group("days")), from, to);
	}

	boolean holds(LocalDateTime time) {
		int minute = time.getHour() * 60 + time.getMinute();
		if (this.from < this.to) {
			return this.from <= minute && minute < this.to && this.days.contains(time.getDayOfWeek());
		}
		return (minute >= this.from && this.days.contains(time.getDayOfWeek()))
				|| (minute < this.to && this.days.contains(time.getDayOfWeek().minus(1)));
	}

	private static int minute(String time, String text) {
		String[] parts = time.split(":", 2);
		int minutes = Integer.parseInt(parts[1]);
		int minute = Integer.parseInt(parts[0]) * 60 + minutes;
		if (minutes > 59 || minute > DAY) {
			throw new IllegalArgumentException("'%s': there is no time %s".formatted(text, time));
		}
		return minute;
	}

	private static Set<DayOfWeek> days(@Nullable String names) {
		if (names == null) {
			return EnumSet.allOf(DayOfWeek.class);
		}
		Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
		for (String span : names.split(",\\s*", -1)) {
			String[] ends = span.split("-", 2);
			DayOfWeek last = day(ends[ends.length - 1]);
			DayOfWeek day = day(ends[0]);
			for (days.add(day); day != last; days.add(day)) {
				day = day.plus(1);
			}
		}
		return days;
	}

	private static DayOfWeek day(String name) {
		return DayOfWeek.of(NAMES.indexOf(name) + 1);
	}

}
