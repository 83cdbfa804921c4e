package dev.longhaul.repository.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.longhaul.repository.RepositoryUnusable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A database of which files are missing or only begun: what was never born is begun anew,
 * and what was there is never taken for that.
 */
class DatabaseFilesTest {

	private static final String INSERT = "insert into BATCH_JOB_INSTANCE values (1, 0, 'upload', 'key')";

	private final Path folder;

	DatabaseFilesTest(@TempDir Path folder) {
		this.folder = folder;
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 16_395, 24_594 })
	void a_backup_that_ends_within_a_page_is_not_restored(int length) throws IOException {
		begin();
		ByteBuffer pages = ByteBuffer.allocate(2 * 16_396).putInt(16_384).putInt(16_396, 16_384);
		Files.write(file("backup"), Arrays.copyOf(pages.array(), length));
		Map<Path, String> before = contents();

		assertThatExceptionOfType(RepositoryUnusable.class).isThrownBy(this::take)
			.withMessageContaining("%s is not whole", file("backup"));

		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void a_log_that_was_deleted_after_a_kill_is_missed() throws IOException {
		begin();
		Files.writeString(file("properties"),
				Files.readString(file("properties")).replace("modified=no", "modified=yes"));
		Map<Path, String> before = contents();

		assertThatExceptionOfType(RepositoryUnusable.class).isThrownBy(this::take)
			.withMessageContaining("%s is missing, and %s shows", file("log"), file("properties"));

		assertThat(contents()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "data", "backup" })
	void a_script_that_was_deleted_alone_is_missed_and_nothing_goes_with_it(String rows) throws IOException {
		begin();
		Path kept = Files.move(file("script"), this.folder.resolve("kept"));
		Files.move(file("data"), file(rows));
		byte[] before = Files.readAllBytes(file(rows));

		assertThatExceptionOfType(RepositoryUnusable.class).isThrownBy(this::take)
			.withMessageContaining("%s is missing, and %s shows that there was a repository", file("script"),
					file(rows))
			.withMessageContaining("If there is a backup of %s, put the whole home back from it", this.folder)
			.withMessageContaining("'longhaul run --rebuild'")
			.withMessageContaining("'longhaul sweep --dry-run --json'");
		assertThatExceptionOfType(RepositoryUnusable.class)
			.isThrownBy(() -> new EmbeddedReader(home()).read((jdbc, claimed) -> 1))
			.withMessageContaining("is missing");

		assertThat(file(rows)).hasBinaryContent(before);
		Files.move(file(rows), file("data"));
		Files.move(kept, file("script"));
		assertThat(uploads()).isOne();
	}

	@Test
	void a_log_that_knows_of_uploads_does_not_stand_for_their_script() throws IOException {
		begin();
		Files.delete(file("script"));
		Files.delete(file("data"));
		Files.writeString(file("log"), "INSERT INTO BATCH_JOB_INSTANCE VALUES(1,0,'upload','key')\n");

		assertThatExceptionOfType(RepositoryUnusable.class).isThrownBy(this::take)
			.withMessageContaining("%s is missing, and %s shows", file("script"), file("log"));

		assertThat(file("log")).isNotEmptyFile();
	}

	@ParameterizedTest
	@ValueSource(strings = { "log", "log script.new", "log script.new properties.new", "properties log data" })
	void what_a_kill_left_before_there_was_a_script_is_forgotten(String born) throws IOException {
		home().access().preparePassword();
		for (String part : List.of(born.split(" ", -1))) {
			Files.createFile(file(part));
		}

		assertThat(uploads()).isZero();
	}

	@Test
	void rows_whose_file_a_kill_left_without_its_kind_are_begun_anew() throws IOException {
		OpenedHome.in(this.folder).close();
		// what HSQLDB writes of it first: where the first row will be, the scale, the
		// time
		ByteBuffer begun = ByteBuffer.allocate(40).putLong(12, 64).putInt(20, 32).putLong(32, 1);
		Files.write(file("data"), begun.array());

		assertThat(uploads()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "#HSQL Database Engine\n", "hsqldb.cache_free_count=0\n", "version=2.7.4\nmodified=\n",
			"version=2.7.4\nmodified=ye" })
	void properties_that_do_not_say_how_the_database_was_left_are_told_and_nothing_changes(String left)
			throws IOException {
		begin();
		Files.writeString(file("properties"), left);
		Map<Path, String> before = contents();

		assertThatExceptionOfType(RepositoryUnusable.class)
			.isThrownBy(() -> new EmbeddedReader(home()).read((jdbc, claimed) -> 1))
			.withMessageContaining("%s is damaged", file("properties"))
			.withMessageContaining("Copy the home, then delete that one file");

		assertThat(contents()).isEqualTo(before);
		Files.delete(file("properties"));
		assertThat(uploads()).as("after what the message says").isOne();
	}

	private Map<Path, String> contents() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.filter((file) -> file.getFileName().toString().startsWith("repository."))
				.collect(Collectors.toMap(Function.identity(), DatabaseFilesTest::content));
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

	private void begin() {
		try (OpenedHome opened = OpenedHome.in(this.folder)) {
			opened.jdbc().sql(INSERT).update();
		}
	}

	private int uploads() {
		try (OpenedHome opened = OpenedHome.in(this.folder)) {
			return opened.jdbc().sql("select count(*) from BATCH_JOB_INSTANCE").query(Integer.class).single();
		}
	}

	private void take() {
		HomeLock.take(home(), Claim.atOnce("run"), Clock.systemUTC()).close();
	}

	private Home home() {
		return new Home(this.folder);
	}

	private Path file(String ending) {
		return this.folder.resolve("repository." + ending);
	}

}
