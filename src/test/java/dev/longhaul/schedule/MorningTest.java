package dev.longhaul.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.report.UploadView;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page for the morning after has a row for all that a command can say.
 */
class MorningTest {

	private final List<String> lines = Files.readAllLines(Path.of("src/docs/morning.md"));

	MorningTest() throws IOException {
	}

	@Test
	void has_a_row_for_every_result_of_a_run() {
		assertThat(wordsBelow("## By what `run` says"))
			.containsAll(words(EnumSet.complementOf(EnumSet.of(UploadOutcome.Result.TURNED_AWAY))
				.toArray(UploadOutcome.Result[]::new)))
			.contains("not sent");
	}

	@Test
	void has_a_row_for_every_state_and_no_other() {
		assertThat(wordsBelow("## By state, in")).containsExactlyInAnyOrderElementsOf(words(UploadView.State.values()));
	}

	@Test
	void has_the_rows_of_the_readme_for_the_exit_codes() throws IOException {
		List<String> codes = Files.readAllLines(Path.of("README.md"))
			.stream()
			.dropWhile((line) -> !line.equals("## Exit codes"))
			.filter((line) -> line.matches("\\| \\d.*"))
			.map((line) -> line.replaceAll("^\\| (\\d+).*", "$1"))
			.toList();

		assertThat(codes).hasSizeGreaterThan(5);
		assertThat(wordsBelow("## By exit code")).containsExactlyElementsOf(codes);
	}

	private static List<String> words(Enum<?>[] values) {
		return Arrays.stream(values).map((value) -> value.name().toLowerCase(Locale.ROOT)).toList();
	}

	/** The first word of each row of the table below a heading. */
	private List<String> wordsBelow(String heading) {
		Stream<String> below = this.lines.stream().dropWhile((line) -> !line.startsWith(heading)).skip(1);
		return below.takeWhile((line) -> !line.startsWith("#"))
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.replaceAll("^\\| `([^`]+)`.*", "$1"))
			.toList();
	}

}
