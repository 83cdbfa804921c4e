package dev.longhaul.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.longhaul.history.HistoryPruner.Pruned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is a terminal, and what is said beside a report. */
class ConsoleTest {

	@TempDir
	private Path folder;

	@Test
	void bars_are_for_a_stderr_that_is_a_terminal() throws IOException {
		assertThat(stderrTo("/dev/pts/3")).isTrue();
		assertThat(stderrTo("/dev/tty1")).isTrue();
		assertThat(stderrTo("/dev/console")).isTrue();
		assertThat(stderrTo("/var/log/err.log")).isFalse();
		assertThat(stderrTo("/dev/shm/err.log")).isFalse();
		assertThat(stderrTo("/dev/null")).isFalse();
		assertThat(stderrTo("pipe:[4711]")).isFalse();
		assertThat(Console.isTerminal(this.folder.resolve("none"))).as("where no link tells").isTrue();
	}

	private boolean stderrTo(String target) throws IOException {
		Path opened = this.folder.resolve("2");
		Files.deleteIfExists(opened);
		return Console.isTerminal(Files.createSymbolicLink(opened, Path.of(target)));
	}

	@Test
	void a_watch_says_at_its_start_which_folders_it_looks_at_and_how_often() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Console console = Console.forAnother(new PrintStream(out, true, StandardCharsets.UTF_8), System.err,
				Clock.systemUTC());

		console.watch(false).begins(List.of("/srv/drop\nbox (dropbox)", "/data (vault)"), Duration.ofSeconds(10));
		console.watch(true).begins(List.of("/data (vault)"), Duration.ofSeconds(10));

		assertThat(out.toString(StandardCharsets.UTF_8)).as("nothing new for programs")
			.isEqualTo("watching /srv/drop?box (dropbox), /data (vault) every 10s%n".formatted());
	}

	@Test
	void a_prune_that_was_stopped_says_how_far_it_came_and_what_goes_on() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Console console = Console.forAnother(new PrintStream(out, true, StandardCharsets.UTF_8), System.err,
				Clock.systemUTC());
		Pruned stopped = new Pruned(500, 3500, Instant.parse("2026-01-05T00:00:00Z"), true);

		console.pruned(stopped, false, false);
		console.pruned(stopped, false, true);

		assertThat(out.toString(StandardCharsets.UTF_8))
			.startsWith("longhaul: 500 uploads that ended before 2026-01-05T00:00:00Z were pruned, 3500 stay; "
					+ "stopped before the end: the next prune goes on from there")
			.contains("\"stopped\":true");
	}

	@Test
	void a_notice_is_one_line_whatever_a_file_is_called() {
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Console console = Console.forAnother(System.out, new PrintStream(err, true, StandardCharsets.UTF_8),
				Clock.systemUTC());

		console.notice("x\nlonghaul: everything was delivered\u001b[2K: is left");

		assertThat(err.toString(StandardCharsets.UTF_8))
			.isEqualTo("longhaul: x?longhaul: everything was delivered?[2K: is left%n".formatted());
	}

}
