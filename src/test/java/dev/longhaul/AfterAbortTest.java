package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An abort says what the next run does with the file, and not what it does not.
 */
class AfterAbortTest {

	private final Path vault;

	private final Night night;

	private final Path file;

	AfterAbortTest(@TempDir Path folder) {
		this.vault = folder.resolve("vault.yml");
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_file_that_is_there_is_begun_anew() {
		assertThat(this.night.longhaul("abort", "1"))
			.contains("aborted  upload 1 of " + this.file + "; the next run begins it anew\n");
	}

	@Test
	void a_file_that_is_gone_is_not() throws IOException {
		Files.delete(this.file);

		assertThat(this.night.longhaul("abort", "--forget", "1"))
			.contains("; its file is not there, and nothing is begun anew unless it comes back\n");
	}

	@Test
	void a_file_that_changed_is_sent_as_it_is_by_then() {
		this.night.file("big.bin", 10, 2);

		assertThat(this.night.longhaul("abort", "1")).contains("; the next run sends the file as it is by then\n");
	}

	@Test
	void a_file_whose_definition_is_gone_is_sent_by_no_run() throws IOException {
		Files.delete(this.vault);

		assertThat(this.night.longhaul("abort", "--forget", "1"))
			.contains("; no run sends its file, for its definition vault is not there or cannot be read\n");
	}

	@Test
	void a_file_whose_definition_is_disabled_is_begun_anew_by_its_name() {
		this.night.define("enabled: false\n");

		assertThat(this.night.longhaul("abort", "1"))
			.contains("; its definition vault is disabled: only a run by its name begins it anew\n");
	}

	@Test
	void a_file_that_its_definition_does_not_take_any_more_is_begun_anew_only_where_it_is_named() {
		this.night.define("", "settle: 0s, exclude: [\"*.bin\"]");

		assertThat(this.night.longhaul("abort", "1")).contains("only 'longhaul run vault --file' begins it anew\n");
		assertThat(this.night.longhaul("run")).contains("no files found");
		assertThat(this.night.longhaul("run", "vault", "--file", this.file.toString())).contains("1 delivered");
	}

}
