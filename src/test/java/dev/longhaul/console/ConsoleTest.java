package dev.longhaul.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is a terminal. */
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

}
