package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;

import dev.longhaul.part.PartSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.longhaul.definition.WrittenDefinition.SHORTEST;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sizes of parts and bandwidths are read as they are documented, and nothing else is
 * taken for one.
 */
class TransferSettingsTest {

	private final WrittenDefinition written;

	TransferSettingsTest(@TempDir Path folder) {
		this.written = new WrittenDefinition(folder);
	}

	@ParameterizedTest
	@CsvSource({ "auto, 0", "AUTO, 0", "5MB, 5242880", "8mb, 8388608", "1GB, 1073741824", "5GB, 5368709120",
			"6144KB, 6291456", "6291456, 6291456", "6291456B, 6291456", "64 MB, 67108864" })
	void reads_part_sizes(String text, long bytes) throws IOException {
		assertThat(this.written.read(SHORTEST + "transfer:\n  part-size: " + text).transfer().size())
			.isEqualTo(new PartSize(bytes));
	}

	@ParameterizedTest
	@CsvSource({ "50MB, 52428800", "100kb, 102400", "2GB, 2147483648", "1000000, 1000000",
			"unlimited, 9223372036854775807" })
	void reads_a_bandwidth(String text, long bytes) throws IOException {
		assertThat(this.written.read(SHORTEST + "transfer:\n  bandwidth: " + text).transfer().timetable())
			.isEqualTo(Timetable.parse(Map.of("else", String.valueOf(text))))
			.extracting(Timetable::otherwise)
			.isEqualTo(bytes);
	}

	@Test
	void reads_a_timetable_of_bandwidths_in_its_order() throws IOException {
		Timetable inline = this.written.read(SHORTEST + """
				transfer:
				  bandwidth: {"12:00-13:00": unlimited, "08:00-18:00": 10MB, zone: Europe/Berlin, else: "${RATE:200MB}"}
				""").transfer().timetable();
		Timetable lines = this.written.read(SHORTEST + """
				transfer:
				  bandwidth:
				    12:00-13:00: unlimited
				    8:00-18:00: 10MB
				    else: 200MB
				    zone: Europe/Berlin
				""").transfer().timetable();

		assertThat(inline).isEqualTo(lines)
			.isEqualTo(new Timetable(inline.windows(), ZoneId.of("Europe/Berlin"), 200 << 20));
		assertThat(inline.windows().values()).containsExactly(Timetable.UNLIMITED, 10L << 20);
		assertThat(inline.windows().keySet()).containsExactly(TimeWindow.parse("12:00-13:00"),
				TimeWindow.parse("08:00-18:00"));
		assertThat(this.written.read(SHORTEST).transfer().timetable().isUnlimited()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "7.5MB", "7864320", "64M", "64MiB", "4MB", "5242879", "6GB", "5121MB", "-8MB", "big",
			"99999999999999999999", "9223372036854775807GB" })
	void refuses_what_is_no_part_size(String text) throws IOException {
		this.written.problems(SHORTEST + "transfer:\n  part-size: " + text)
			.containsExactly("6:14: transfer.part-size '" + text
					+ "' is no part size; write auto or whole MiB such as 64MB, from 5MB to 5GB");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "0MB", "-1MB", "50M", "50MB/s", "1.5MB", "fast", "''", "99999999999999999999",
			"9223372036854775807GB" })
	void refuses_what_is_no_bandwidth(String text) throws IOException {
		this.written.problems(SHORTEST + "transfer:\n  bandwidth: " + text)
			.containsExactly("6:14: transfer.bandwidth '" + text.replace("'", "")
					+ "' is no bandwidth; write bytes a second such as 50MB, or unlimited");
	}

	@Test
	void refuses_a_part_size_of_nothing() throws IOException {
		this.written.problems(SHORTEST + "transfer:\n  part-size: 0MB")
			.hasSize(1)
			.first()
			.asString()
			.startsWith("6:14: transfer.part-size '0MB' is no part size");
	}

}
