package dev.longhaul.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.longhaul.report.Prospect;
import dev.longhaul.report.UploadView;
import dev.longhaul.report.UploadView.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code status} says of an upload under way. */
class UploadTextTest {

	private static final Instant BEGUN = Instant.parse("2026-03-01T12:00:00Z");

	@Test
	void counts_the_parts_that_are_stored() {
		assertThat(line(3, 2, 20, Duration.ofMinutes(5))).isEqualTo(
				"7  nightly  running  /data/a  2/3 parts stored, 66 % of 30 bytes, 10 bytes/s, 5 min 0 s left\n");
	}

	@Test
	void one_without_parts_yet_has_no_count_of_them() {
		assertThat(line(0, 0, 0, null)).isEqualTo("7  nightly  running  /data/a  not yet cut into parts, 30 bytes\n");
	}

	private static String line(int parts, int stored, long bytes, @Nullable Duration left) {
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		new UploadText(new PrintStream(written, true, StandardCharsets.UTF_8))
			.line(new UploadView(7, State.RUNNING, "nightly", "/data/a", 30, "s3://backups", "db/a", 1, parts, stored,
					bytes, 1, BEGUN, BEGUN, 10, left, null, null, List.of(), Prospect.NONE));
		return written.toString(StandardCharsets.UTF_8);
	}

}
