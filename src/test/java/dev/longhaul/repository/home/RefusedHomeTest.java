package dev.longhaul.repository.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.longhaul.repository.RepositoryUnusable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A home whose repository cannot be opened stays as it was, byte for byte: whoever finds
 * the lost file puts it back, and goes on.
 */
class RefusedHomeTest {

	@TempDir
	private Path killed;

	@BeforeEach
	void has_an_upload_in_its_rows_and_another_in_its_log(@TempDir Path folder) throws IOException {
		try (OpenedHome opened = OpenedHome.in(folder)) {
			insert(1, opened);
		}
		try (OpenedHome opened = OpenedHome.in(folder)) {
			opened.jdbc().sql("SET FILES WRITE DELAY FALSE").update();
			insert(2, opened);
			for (Path file : contents(folder).keySet()) {
				Files.copy(file, this.killed.resolve(file.getFileName()));
			}
		}
		Files.delete(this.killed.resolve("owner.json"));
	}

	@Test
	void for_a_password_that_is_not_its_own() throws IOException {
		Path password = this.killed.resolve("password");
		String own = Files.readString(password);
		Files.writeString(password, "another");

		assertRefused(password + " is not its password");

		Files.writeString(password, own);
		assertThat(uploads()).isEqualTo(2);
	}

	@Test
	void for_rows_that_are_gone() throws IOException {
		Path rows = this.killed.resolve("repository.data");
		byte[] own = Files.readAllBytes(rows);
		Files.delete(rows);

		assertRefused("%s is missing, and %s shows that there was a repository".formatted(rows,
				this.killed.resolve("repository.script")));

		Files.write(rows, own);
		assertThat(uploads()).isEqualTo(2);
	}

	private void assertRefused(String why) throws IOException {
		Map<Path, String> before = contents(this.killed);
		assertThatExceptionOfType(RepositoryUnusable.class)
			.isThrownBy(() -> new EmbeddedReader(new Home(this.killed)).read((jdbc, claimed) -> 1))
			.withMessageContaining(why);
		assertThat(contents(this.killed)).isEqualTo(before);
	}

	private int uploads() {
		try (OpenedHome opened = OpenedHome.in(this.killed)) {
			return opened.jdbc().sql("select count(*) from BATCH_JOB_INSTANCE").query(Integer.class).single();
		}
	}

	private static void insert(int number, OpenedHome opened) {
		opened.jdbc()
			.sql("insert into BATCH_JOB_INSTANCE values (?, 0, 'upload', ?)")
			.params(number, "key " + number)
			.update();
	}

	private static Map<Path, String> contents(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(Files::isRegularFile)
				.collect(Collectors.toMap(Function.identity(), RefusedHomeTest::content));
		}
	}

	private static String content(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
