package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What was deleted gives its room back to the disk.
 */
@Timeout(60)
class CompactionTest {

	private static final int UPLOADS = 2_000;

	@TempDir
	private Path folder;

	@Test
	void the_data_are_as_small_as_what_stays() throws IOException {
		try (OpenedHome home = OpenedHome.in(this.folder)) {
			JdbcClient jdbc = home.jdbc();
			IntStream.range(0, UPLOADS).forEach((number) -> insert(jdbc, number));
			new Compaction(home.home(), jdbc).run();
			long before = size();
			jdbc.sql("delete from BATCH_JOB_INSTANCE where JOB_INSTANCE_ID > 9").update();

			new Compaction(home.home(), jdbc).run();

			assertThat(size()).isLessThan(before / 4);
			assertThat(jdbc.sql("select count(*) from BATCH_JOB_INSTANCE").query(Integer.class).single()).isEqualTo(10);
			assertThat(home.writes().failure()).isEmpty();
		}
	}

	@Test
	void a_copy_that_cannot_be_made_leaves_the_data_and_is_told_in_a_sentence() throws IOException {
		try (OpenedHome home = OpenedHome.in(this.folder)) {
			JdbcClient jdbc = home.jdbc();
			insert(jdbc, 1);
			// a folder that is not empty stands where the copy would be written
			Files.createDirectories(file("repository.data.new").resolve("taken"));

			assertThatExceptionOfType(RepositoryNotWritten.class).isThrownBy(new Compaction(home.home(), jdbc)::run)
				.withMessageContaining(this.folder + " keeps the room of what was pruned (")
				.withMessageContaining("prune once more")
				.withMessageNotContaining("SQL");
			assertThat(file("repository.backup")).as("what the copy took besides").doesNotExist();

			assertThat(jdbc.sql("select count(*) from BATCH_JOB_INSTANCE").query(Integer.class).single()).isEqualTo(1);
		}
	}

	private long size() throws IOException {
		return Files.size(file("repository.data"));
	}

	private Path file(String name) {
		return this.folder.resolve(name);
	}

	private static void insert(JdbcClient jdbc, int number) {
		jdbc.sql("insert into BATCH_JOB_INSTANCE (JOB_INSTANCE_ID, VERSION, JOB_NAME, JOB_KEY) values (?, 0, ?, ?)")
			.params(number, "upload", "key " + number)
			.update();
	}

}
