package dev.longhaul;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands for what a night left unfinished.
 */
class RerunAndAbortTest {

	private final Path folder;

	private final Night night;

	private final Path file;

	RerunAndAbortTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void rerun_finishes_what_is_unfinished_and_begins_nothing_new() {
		this.night.file("new.bin", 10, 2);

		assertThat(longhaul("rerun")).isZero();

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).isEmpty();
		assertThat(longhaul("rerun")).isZero();
	}

	@Test
	void rerun_takes_the_number_of_an_upload_or_a_definition() {
		assertThat(longhaul("rerun", "99")).isZero();
		assertThat(this.night.s3().objects()).isEmpty();
		assertThat(longhaul("rerun", "nosuch")).isEqualTo(2);
		assertThat(longhaul("rerun", "1")).isZero();
		this.night.assertDelivered(this.file);
	}

	@Test
	void abort_frees_the_parts_and_the_next_run_begins_anew() {
		this.night.define("on-failure: keep\n");
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).abortLeavesParts(1));

		assertThat(longhaul("abort", "1")).isZero();

		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(longhaul("abort", "1")).as("a second time").isEqualTo(2);
		this.night.s3().faults().clear();
		assertThat(this.night.runOne().receipt().orElseThrow().attempt()).isEqualTo(2);
		this.night.assertDelivered(this.file);
	}

	@Test
	void abort_of_a_number_that_is_unknown_aborts_nothing() {
		assertThat(longhaul("abort", "1", "2")).isEqualTo(2);
		assertThat(this.night.s3().openUploads()).hasSize(1);
	}

	private int longhaul(String... arguments) {
		List<String> all = new ArrayList<>(
				List.of("--home", this.folder.resolve("home").toString(), "--jobs", this.folder.toString()));
		all.addAll(List.of(arguments));
		return Longhaul.run(all.toArray(String[]::new));
	}

}
