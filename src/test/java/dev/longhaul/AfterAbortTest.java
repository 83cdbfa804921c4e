package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
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

		assertThat(this.night.longhaul("abort", "1")).contains("; a run sends the file as it is by then\n");
	}

	@Test
	void a_file_whose_new_version_was_delivered_is_not_said_to_be_sent() {
		this.night.define("on-failure: keep\n");
		this.night.file("big.bin", 10, 2);
		assertThat(this.night.longhaul(3, "run")).contains("1 delivered, 1 failed");

		assertThat(this.night.longhaul("abort", "1")).contains("; its file as it is now is delivered\n");

		assertThat(this.night.longhaul("run")).contains("1 skipped");
	}

	@Test
	void an_abort_that_a_run_repeats_does_not_leave_the_new_version_to_the_next_one() {
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		this.night.longhaul(3, "abort", "1");
		this.night.s3().faults().clear();
		this.night.file("big.bin", 10, 2);

		assertThat(this.night.longhaul("run")).contains("; a run sends the file as it is by then\n")
			.contains("1 delivered");
	}

	@Test
	void a_file_whose_definition_is_gone_is_sent_by_no_run_of_all() throws IOException {
		Files.delete(this.vault);

		assertThat(this.night.longhaul("abort", "--forget", "1")).contains(
				"; no run of all definitions sends its file, for its definition vault is not among them or cannot be read\n");
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
