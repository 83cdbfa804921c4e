package dev.longhaul;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Paths of homes that HSQLDB would take for more than a path: the database would lie
 * elsewhere, or nowhere.
 */
class HomeNamesTest {

	private static final int USAGE = 2;

	@ParameterizedTest
	@CsvSource({ "a;b, ;", "h-${java.version}, ${", "h&password=x, &password=", "h?user=x, ?user=" })
	void that_hsqldb_would_read_something_in_are_refused_before_anything_is_made(String name, String read,
			@TempDir Path parent) throws IOException {
		Path folder = parent.resolve(name);
		Path home = folder.resolve("home");
		Night.write(folder.resolve("vault.yml"), """
				source: {directory: "%s"}
				destination: {bucket: vault, endpoint: "http://127.0.0.1:1"}
				""".formatted(parent).getBytes(StandardCharsets.UTF_8));

		TypedCommand run = TypedCommand.in(folder, "run");

		assertThat(run.exitCode()).as("%s", run).isEqualTo(USAGE);
		assertThat(run.err().strip()).isEqualTo(
				("longhaul: the home %s has '%s' in its path, in which HSQLDB would read more than a name; write there "
						+ "what a variable stands for, or choose another by --home")
					.formatted(home, read));
		assertThat(TypedCommand.in(folder, "doctor", "--offline").out()).contains("FAIL",
				"'%s' in its path".formatted(read));
		assertThat(home).doesNotExist();
		try (Stream<Path> beside = Files.list(parent)) {
			assertThat(beside).containsExactly(folder);
		}
	}

}
