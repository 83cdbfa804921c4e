package dev.longhaul.definition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * How many bytes a second may be sent, by the time of day.
 *
 * @param windows the rates of windows; the first window that holds counts
 * @param zone whose time of day is meant; null for the machine's
 * @param otherwise the rate outside of all windows
 */
public record Timetable(Map<TimeWindow, Long> windows, @Nullable ZoneId zone, long otherwise) {

	/** The rate where there is no limit. */
	public static final long UNLIMITED = Long.MAX_VALUE;

	/**
	 * The entry for the time outside of all windows; the only one where there are none.
	 */
	public static final String ELSE = "else";

	private static final String ZONE = "zone";

	/**
	 * Reads the entries of a setting.
	 * @throws IllegalArgumentException saying what is wrong with one
	 */
	public static Timetable parse(Map<String, String> entries) {
		Map<TimeWindow, Long> windows = new LinkedHashMap<>();
		ZoneId zone = null;
		long otherwise = UNLIMITED;
		for (Map.Entry<String, String> entry : entries.entrySet()) {
			switch (entry.getKey()) {
				case ELSE -> otherwise = rate(entry.getValue());
				case ZONE -> zone = zone(entry.getValue());
				default -> windows.putIfAbsent(TimeWindow.parse(entry.getKey()), rate(entry.getValue()));
			}
		}
		return new Timetable(Collections.unmodifiableMap(windows), zone, otherwise);
	}

	/**
	 * Bytes a second at this time.
	 * @param machine the zone where the setting names none
	 */
	public long rateAt(Instant time, ZoneId machine) {
		LocalDateTime local = LocalDateTime.ofInstant(time, (this.zone != null) ? this.zone : machine);
		for (Map.Entry<TimeWindow, Long> window : this.windows.entrySet()) {
			if (window.getKey().holds(local)) {
				return window.getValue();
			}
		}
		return this.otherwise;
	}

	/** Whether it never limits anything. */
	public boolean isUnlimited() {
		return slowest() == UNLIMITED;
	}

	/** Bytes a second at the slowest time. */
	public long slowest() {
		return LongStream
			.concat(LongStream.of(this.otherwise), this.windows.values().stream().mapToLong(Long::longValue))
			.min()
			.orElse(UNLIMITED);
	}

	private static long rate(String text) {
		String value = text.strip().toUpperCase(Locale.ROOT);
		if (value.equals("UNLIMITED")) {
			return UNLIMITED;
		}
		try {
			long bytes = DataSize.parse(value).toBytes();
			if (bytes > 0) {
				return bytes;
			}
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			// said below
		}
		throw new IllegalArgumentException(
				"'%s' is no bandwidth; write bytes a second such as 50MB, or unlimited".formatted(text));
	}

	private static ZoneId zone(String name) {
		try {
			return ZoneId.of(name.strip());
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("'%s' is no time zone; write one such as Europe/Berlin".formatted(name));
		}
	}

}
