package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A delivered file was taken away, and one of its size and time lies there again: whether
 * it has the same bytes nobody can know without reading it.
 */
class DroppedAgainTest {

	private final Path folder;

	private final Night night;

	private final Path file;

	private final FileTime modified;

	DroppedAgainTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("a.dump", 10, 1);
		this.modified = Files.getLastModifiedTime(this.file);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "delete", "{move: sent}" })
	void is_told_of_by_each_run_and_sent_by_one_that_names_it(String onSuccess) throws IOException {
		this.night
			.define("on-success: %s\n".formatted(onSuccess.replace("sent", this.folder.resolve("sent").toString())));
		assertThat(TypedCommand.in(this.folder, "run").err()).isEmpty();
		assertThat(this.file).doesNotExist();
		Files.setLastModifiedTime(this.night.file("a.dump", 10, 2), this.modified);

		String told = ("vault: 1 file passes for delivered by size and time, lies in the folder and is neither sent nor "
				+ "taken away: %s. What was dropped anew is sent by 'longhaul run --again --file FILE'")
			.formatted(this.file);
		assertThat(TypedCommand.in(this.folder, "run", "--quiet").err()).contains(told);
		assertThat(TypedCommand.in(this.folder, "run").err()).contains(told);
		Path anew = Files.copy(this.file, this.folder.resolve("anew"));
		assertThat(TypedCommand.in(this.folder, "run", "--again", "--file", this.file.toString()).err()).isEmpty();

		assertThat(this.file).doesNotExist();
		assertThat(this.night.s3().object(Night.BUCKET, "a.dump").mismatch(anew)).isEqualTo(-1);
		assertThat(TypedCommand.in(this.folder, "run").err()).isEmpty();
	}

	@Test
	void a_file_behind_a_link_stays_where_it_is_and_is_no_matter() throws IOException {
		Path elsewhere = Files.move(this.file, this.folder.resolve("elsewhere.dump"));
		Files.createSymbolicLink(this.file, elsewhere);
		this.night.define("on-success: delete\n", "settle: 0s, follow-links: true");
		this.night.run();

		assertThat(TypedCommand.in(this.folder, "run").err()).isEmpty();
		assertThat(this.file).exists();
	}

	@Test
	void a_file_that_is_kept_lies_where_it_belongs() {
		this.night.run();

		assertThat(TypedCommand.in(this.folder, "run").err()).isEmpty();
	}

}
