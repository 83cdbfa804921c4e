package dev.longhaul;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.longhaul.cli.CommandLines;
import dev.longhaul.repository.OwnerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run that waits for another one of the same definition.
 */
class WaitingRunTest {

	private final Path folder;

	private final Night night;

	WaitingRunTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void says_nothing_of_it_to_who_wants_quiet() {
		assertThat(waited("--wait", "300ms", "--quiet")).doesNotContain("waiting").contains("vault");
	}

	@ParameterizedTest
	@CsvSource({ "300ms, 1s", "1900ms, 2s" })
	void says_for_how_long_in_whole_seconds_and_never_less_than_was_asked_for(String wait, String said) {
		assertThat(waited("--wait", wait)).contains("waiting until that has ended, " + said + " at most");
	}

	/** What is said to who waits in vain. */
	private String waited(String... options) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		PrintStream err = new PrintStream(out, true, StandardCharsets.UTF_8);
		OwnerRequest request = new OwnerRequest(Stream.concat(Stream.of("run"), Stream.of(options)).toList(),
				this.folder.toString(), this.folder.toString());

		int exitCode = this.night.inSession(List.of("vault"), (session) -> {
			try (AutoCloseable first = session.engine().claims().take(List.of("vault"), Duration.ZERO)) {
				return CommandLines.carryOut(request, (home, definitions, claim) -> session.beside(definitions),
						new PrintStream(PrintStream.nullOutputStream()), err);
			}
			catch (Exception ex) {
				throw new AssertionError(ex);
			}
		});

		assertThat(exitCode).isEqualTo(75);
		return out.toString(StandardCharsets.UTF_8);
	}

}
