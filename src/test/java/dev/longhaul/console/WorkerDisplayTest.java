package dev.longhaul.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.longhaul.cluster.RangeEvent;
import dev.longhaul.cluster.RangeEvent.Result;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a worker says of its ranges. */
class WorkerDisplayTest {

	private static final RangeEvent SENT = new RangeEvent(Result.SENT, 7, "/data/a", 3, 3, "", false);

	@Test
	void why_a_file_is_not_sent_is_said_once_until_it_is_sent() {
		assertThat(lines(false, refused(1, false), refused(2, true), SENT)).containsExactly(
				"given back  upload 7, part 1 of /data/a: it is not there", "sent  upload 7, part 3 of /data/a");
	}

	@Test
	void programs_are_told_of_each_range() {
		assertThat(lines(true, refused(1, false), refused(2, true), SENT)).hasSize(3)
			.element(1)
			.asString()
			.contains("\"result\":\"given_back\"")
			.endsWith("\"again\":true}");
	}

	private static RangeEvent refused(int part, boolean again) {
		return new RangeEvent(Result.GIVEN_BACK, 7, "/data/a", part, part, "it is not there", again);
	}

	private static List<String> lines(boolean json, RangeEvent... ranges) {
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		WorkerDisplay display = new WorkerDisplay(new PrintStream(written, true, StandardCharsets.UTF_8), json);
		List.of(ranges).forEach(display::ended);
		return written.toString(StandardCharsets.UTF_8).lines().toList();
	}

}
