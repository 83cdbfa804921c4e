package dev.longhaul.console;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Numbers, times and names as a person reads them.
 */
class AmountsTest {

	@ParameterizedTest
	@CsvSource({ "0, 0 bytes", "1, 1 byte", "1023, 1023 bytes", "1024, 1.0 KiB", "1536, 1.5 KiB", "1048576, 1.0 MiB",
			"1073741823, 1024.0 MiB", "1073741824, 1.0 GiB", "1099511627776, 1.0 TiB", "53687091200000, 48.8 TiB",
			"1125899906842624, 1024.0 TiB" })
	void says_bytes(long bytes, String text) {
		assertThat(Amounts.bytes(bytes)).isEqualTo(text);
	}

	@Test
	void says_a_rate() {
		assertThat(Amounts.rate(52_428_800)).isEqualTo("50.0 MiB/s");
		assertThat(Amounts.rate(0)).isEqualTo("0 bytes/s");
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0 s", "PT0.999S, 0 s", "PT1S, 1 s", "PT59.9S, 59 s", "PT60S, 1 min 0 s", "PT61S, 1 min 1 s",
			"PT59M59S, 59 min 59 s", "PT1H, 1 h 0 min", "PT1H1M59S, 1 h 1 min", "PT49H30M, 49 h 30 min" })
	void says_a_time(Duration time, String text) {
		assertThat(Amounts.time(time)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 parts", "1, 1 part", "2, 2 parts", "10000, 10000 parts" })
	void counts(long number, String text) {
		assertThat(Amounts.count(number, "part")).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\n", "\r", "\t", "\u0000", "\u0007", "\b", "\u001b", "\u007f", "\u0085", "\u009b", "\u009f" })
	void lets_no_control_character_through(String control) {
		assertThat(Amounts.printable("a" + control + "[31mb")).isEqualTo("a?[31mb");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/data/with a space.dump", "grüße 日本 😀", "quote'\"`$\\", "" })
	void leaves_what_can_be_printed(String text) {
		assertThat(Amounts.printable(text)).isEqualTo(text);
	}

}
