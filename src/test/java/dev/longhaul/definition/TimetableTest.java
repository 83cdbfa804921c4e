package dev.longhaul.definition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rate of a moment, by the wall clock of the zone that is meant.
 */
class TimetableTest {

	private static final long MIB = 1 << 20;

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	@Test
	void knows_no_limit_where_none_is_set() {
		Timetable none = Timetable.parse(Map.of());

		assertThat(none.isUnlimited()).isTrue();
		assertThat(none.rateAt(Instant.EPOCH, BERLIN)).isEqualTo(Timetable.UNLIMITED);
		assertThat(Timetable.parse(Map.of("else", "unlimited")).isUnlimited()).isTrue();
		assertThat(Timetable.parse(Map.of("else", "1MB")).isUnlimited()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "07:59:59, 200", "08:00:00, 10", "17:59:59, 10", "18:00:00, 200" })
	void holds_a_window_from_its_first_minute_to_before_its_last(String time, long mib) {
		Timetable day = Timetable.parse(Map.of("08:00-18:00", "10MB", "else", "200MB"));

		assertThat(at(day, "2026-11-23T" + time)).isEqualTo(mib * MIB);
		assertThat(day.slowest()).isEqualTo(10 * MIB);
	}

	@Test
	void has_no_limit_outside_of_all_windows_unless_one_is_said() {
		Timetable day = Timetable.parse(Map.of("08:00-18:00", "10MB"));

		assertThat(at(day, "2026-11-23T20:00:00")).isEqualTo(Timetable.UNLIMITED);
		assertThat(day.isUnlimited()).isFalse();
	}

	/** 2026-11-27 is a Friday. */
	@ParameterizedTest
	@CsvSource({ "2026-11-27T21:59, 2", "2026-11-27T22:00, 1", "2026-11-28T00:00, 1", "2026-11-28T05:59, 1",
			"2026-11-28T06:00, 2", "2026-11-28T22:00, 2", "2026-11-27T05:00, 2" })
	void lets_a_window_that_crosses_midnight_belong_to_the_day_on_which_it_begins(String time, long mib) {
		Timetable night = Timetable.parse(Map.of("Fri 22:00-06:00", "1MB", "else", "2MB"));

		assertThat(at(night, time)).isEqualTo(mib * MIB);
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-22, 3", "2026-11-23, 2", "2026-11-25, 2", "2026-11-26, 1", "2026-11-27, 3", "2026-11-28, 3" })
	void takes_days_and_spans_of_days(String date, long mib) {
		Timetable days = Timetable
			.parse(Map.of("mon-wed 00:00-24:00", "2MB", "Fri-Sat, Sun 0:00-24:00", "3MB", "else", "1MB"));

		assertThat(at(days, date + "T00:00")).isEqualTo(mib * MIB);
		assertThat(at(days, date + "T23:59:59")).isEqualTo(mib * MIB);
	}

	@Test
	void counts_the_first_window_that_holds() {
		Map<String, String> entries = new LinkedHashMap<>();
		entries.put("12:00-13:00", "5MB");
		entries.put("08:00-18:00", "1MB");
		entries.put("00:00-24:00", "9MB");
		Timetable overlapping = Timetable.parse(entries);

		assertThat(at(overlapping, "2026-11-23T12:30")).isEqualTo(5 * MIB);
		assertThat(at(overlapping, "2026-11-23T13:00")).isEqualTo(MIB);
		assertThat(at(overlapping, "2026-11-23T18:00")).isEqualTo(9 * MIB);
	}

	/** Summer time ends on 2026-10-25 at 03:00, which then is 02:00 once more. */
	@Test
	void follows_the_wall_clock_through_a_change_of_summer_time() {
		Timetable night = Timetable.parse(Map.of("02:00-03:00", "1MB", "else", "2MB", "zone", "Europe/Berlin"));

		assertThat(night.rateAt(Instant.parse("2026-10-24T23:59:59Z"), ZoneOffset.UTC)).isEqualTo(2 * MIB);
		assertThat(night.rateAt(Instant.parse("2026-10-25T00:00:00Z"), ZoneOffset.UTC)).as("02:00 the first time")
			.isEqualTo(MIB);
		assertThat(night.rateAt(Instant.parse("2026-10-25T01:59:59Z"), ZoneOffset.UTC)).as("02:59 the second time")
			.isEqualTo(MIB);
		assertThat(night.rateAt(Instant.parse("2026-10-25T02:00:00Z"), ZoneOffset.UTC)).isEqualTo(2 * MIB);
		assertThat(night.rateAt(Instant.parse("2026-03-29T00:59:59Z"), ZoneOffset.UTC)).as("before the hour left out")
			.isEqualTo(2 * MIB);
		assertThat(night.rateAt(Instant.parse("2026-03-29T01:00:00Z"), ZoneOffset.UTC)).as("behind it")
			.isEqualTo(2 * MIB);
	}

	@Test
	void takes_the_machines_zone_where_it_names_none() {
		Instant time = Instant.parse("2026-11-23T07:30:00Z");
		Map<String, String> day = Map.of("08:00-18:00", "1MB", "else", "2MB");

		assertThat(Timetable.parse(day).rateAt(time, BERLIN)).isEqualTo(MIB);
		assertThat(Timetable.parse(day).rateAt(time, ZoneOffset.UTC)).isEqualTo(2 * MIB);
	}

	private static long at(Timetable timetable, String local) {
		return timetable.rateAt(LocalDateTime.parse(local).atZone(BERLIN).toInstant(), BERLIN);
	}

}
