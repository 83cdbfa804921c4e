package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file, a folder or a file system that is not there on a night, and back on the next.
 */
class FoldersAwayTest {

	private final Path folder;

	private final Night night;

	private final Path file;

	FoldersAwayTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", 4 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_file_whose_file_system_went_away_costs_no_parts() throws IOException {
		this.night.leaveUnfinished();
		mountAnew();
		Files.delete(this.file);

		assertThat(this.night.run()).singleElement()
			.satisfies((outcome) -> assertThat(outcome.message()).contains("not mounted").doesNotContain("aborted"));

		assertThat(this.night.s3().openUploads()).hasSize(1);
	}

	@Test
	void a_file_system_mounted_anew_before_the_upload_was_begun_costs_no_night() {
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		mountAnew();

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.file);
	}

	@Test
	void a_folder_without_definitions_is_a_mistyped_one_and_refused() throws IOException {
		Files.move(this.folder.resolve("vault.yml"), this.folder.resolve("vault.yml.bak"));
		String none = "there is no definition in " + this.folder + "; name another folder with --jobs";

		for (String command : List.of("run", "rerun", "sweep")) {
			assertThat(TypedCommand.in(this.folder, command)).satisfies((ended) -> {
				assertThat(ended.exitCode()).isEqualTo(2);
				assertThat(ended.err()).contains(none);
			});
		}
		assertThat(TypedCommand.in(this.folder, "doctor")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(2);
			assertThat(ended.out()).contains("FAIL  definition: " + none);
		});
	}

	@Test
	void a_folder_whose_definitions_are_all_disabled_has_nothing_to_do_and_says_so() {
		this.night.define("enabled: false\n");

		assertThat(TypedCommand.in(this.folder, "run")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isZero();
			assertThat(ended.err()).contains("no definition in " + this.folder + " is enabled");
		});
	}

	@Test
	void a_folder_that_is_moved_away_under_a_run_costs_no_parts() throws IOException {
		Path files = this.folder.resolve("files");
		Path away = this.folder.resolve("away");
		this.night.s3()
			.faults()
			.add(Fault.on(Op.UPLOAD_PART).once().whenDone(() -> files.toFile().renameTo(away.toFile())));

		assertThat(this.night.runOne().message()).contains("put it back").doesNotContain("aborted");

		assertThat(this.night.s3().openUploads()).hasSize(1);
		Files.move(away, files);
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void a_folder_that_is_not_mounted_costs_no_parts() throws IOException {
		this.night.leaveUnfinished();
		Path files = this.folder.resolve("files");
		Files.move(files, this.folder.resolve("unmounted"));

		assertThat(this.night.run()).singleElement()
			.satisfies((outcome) -> assertThat(outcome.message()).contains("there is no such folder"));

		assertThat(this.night.s3().openUploads()).hasSize(1);
		Files.move(this.folder.resolve("unmounted"), files);
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void a_mount_point_that_is_empty_on_the_same_file_system_costs_no_parts() throws IOException {
		this.night.leaveUnfinished();
		Path files = this.folder.resolve("files");
		Files.move(files, this.folder.resolve("unmounted"));
		Files.createDirectory(files);

		assertThat(this.night.longhaul(3, "run", "--dry-run")).contains("would FAIL").contains("not mounted");
		assertThat(this.night.run()).singleElement().satisfies((outcome) -> {
			assertThat(outcome.cure()).isEqualTo(Cure.PERSON);
			assertThat(outcome.message()).contains("big.bin", "not mounted", "longhaul abort")
				.doesNotContain("aborted");
		});

		assertThat(this.night.s3().openUploads()).hasSize(1);
		Files.delete(files);
		Files.move(this.folder.resolve("unmounted"), files);
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void a_folder_that_was_made_anew_keeps_the_parts_until_they_are_given_up() throws IOException {
		this.night.leaveUnfinished();
		Path files = this.folder.resolve("files");
		Files.move(files, this.folder.resolve("files.old"));
		Files.createDirectory(files);
		this.night.file("next.bin", 10, 2);

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.DELIVERED, Result.FAILED);
		assertThat(this.night.s3().openUploads()).hasSize(1);

		this.night.define("give-up-after: 1ms\n");
		assertThat(this.night.run()).filteredOn((outcome) -> outcome.result() == Result.FAILED)
			.singleElement()
			.satisfies((outcome) -> assertThat(outcome.message()).contains("give-up-after").contains("aborted"));
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	/** The device gets another number. */
	private void mountAnew() {
		this.night.sql("update BATCH_JOB_EXECUTION_CONTEXT set SHORT_CONTEXT = "
				+ "regexp_replace(SHORT_CONTEXT, 'dev=[0-9a-f]+', 'dev=fffff')");
	}

}
