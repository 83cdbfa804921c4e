package dev.longhaul.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.longhaul.report.NodeView;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code nodes} says of the processes of a cluster. */
class NodeTextTest {

	private static final Instant STARTED = Instant.parse("2026-03-01T20:00:00Z");

	private static final Instant HEARD = Instant.parse("2026-03-02T03:12:05Z");

	private static final String TROUBLE = "part 1 of /data/a given back: it is not there";

	@Test
	void one_that_is_gone_is_shown_with_when_it_went_and_its_last_words() {
		assertThat(lines(node(Duration.ofHours(4), false, TROUBLE))).containsExactly(
				"a  worker  mars, process 12  longhaul 1.0  since 2026-03-01T20:00:00Z, 8 ranges at once, was at upload 7, "
						+ "gone since 2026-03-02T03:12:05Z (4 h 0 min)",
				"   its last words: " + TROUBLE);
	}

	@Test
	void one_that_is_up_is_shown_with_what_it_does_and_has_trouble_with() {
		assertThat(lines(node(Duration.ofSeconds(2), true, TROUBLE + "\n" + "part 2 of /data/b\u001b failed: why")))
			.containsExactly(
					"a  worker  mars, process 12  longhaul 1.0  since 2026-03-01T20:00:00Z, 8 ranges at once, at upload 7",
					"   " + TROUBLE, "   part 2 of /data/b? failed: why");
	}

	private static NodeView node(Duration silent, boolean alive, String doing) {
		return new NodeView("a", "mars", 12, "1.0", "worker", 8, STARTED, HEARD, silent, alive, List.of(7L), doing);
	}

	private static List<String> lines(NodeView node) {
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		new NodeText(new PrintStream(written, true, StandardCharsets.UTF_8)).line(node);
		return written.toString(StandardCharsets.UTF_8).lines().toList();
	}

}
