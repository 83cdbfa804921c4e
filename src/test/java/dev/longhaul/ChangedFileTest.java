package dev.longhaul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can happen to a file while it is sent, between two runs, and before it is taken
 * away, and what becomes of its upload.
 */
class ChangedFileTest {

	private static final int PARTS = 5;

	private final Night night;

	private final Path file;

	ChangedFileTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", (PARTS - 1) * Night.PART + 4711, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@ParameterizedTest(name = "{0} during a part")
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "IS_REPLACED", "IS_RENUMBERED", "IS_WRITTEN_OVER" })
	void a_file_is_not_mixed_when_it(FileChange change) {
		changedAt(Fault.on(Op.UPLOAD_PART).part(3).once().then(() -> change.make(this.file)));
	}

	@ParameterizedTest(name = "{0} before Complete")
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "IS_REPLACED", "IS_RENUMBERED", "IS_WRITTEN_OVER" })
	void a_file_is_not_completed_when_it(FileChange change) {
		changedAt(Fault.on(Op.UPLOAD_PART).nth(PARTS).whenDone(() -> change.make(this.file)));
	}

	private void changedAt(Fault fault) {
		this.night.s3().faults().add(fault);

		UploadOutcome first = this.night.runOne();

		assertThat(first.result()).as("%s", first).isEqualTo(Result.FAILED);
		assertThat(first.cure()).as("%s", first).isEqualTo(Cure.ANEW);
		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.s3().objects()).isEmpty();
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.assertDelivered(this.file);
	}

	@Test
	void a_file_that_another_one_of_equal_size_and_time_replaces_is_not_mixed_with_it_by_the_next_run() {
		renumberedAt(Fault.on(Op.UPLOAD_PART).part(3).once().then(() -> FileChange.IS_REPLACED.make(this.file)));

		this.night.assertDelivered(this.file);
	}

	@Test
	void a_file_that_another_one_of_equal_size_and_time_replaces_before_complete_is_not_completed() {
		renumberedAt(Fault.on(Op.UPLOAD_PART).nth(PARTS).whenDone(() -> FileChange.IS_REPLACED.make(this.file)));

		this.night.assertDelivered(this.file);
	}

	/** As sshfs does with one that has left its cache. */
	@Test
	void a_file_whose_file_system_numbers_it_anew_keeps_its_parts() {
		renumberedAt(Fault.on(Op.UPLOAD_PART).part(3).once().then(() -> FileChange.IS_RENUMBERED.make(this.file)));

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	private void renumberedAt(Fault fault) {
		this.night.s3().faults().add(fault);

		UploadOutcome first = this.night.runOne();

		assertThat(fault.hits()).isEqualTo(1);
		assertThat(first.cure()).as("%s", first).isEqualTo(Cure.RERUN);
		assertThat(first.message()).contains("big.bin", "another number", "the next run compares its parts");
		assertThat(this.night.s3().openUploads()).hasSize(1);
		assertThat(this.night.s3().objects()).isEmpty();
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
	}

	@Test
	void a_file_that_is_written_over_while_it_is_sent_is_sent_anew_though_its_time_is_put_back() {
		Fault fault = Fault.on(Op.UPLOAD_PART).nth(PARTS).whenDone(() -> FileChange.IS_WRITTEN_OVER.make(this.file));
		this.night.s3().faults().add(fault);

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		assertThat(fault.hits()).isEqualTo(1);
		this.night.assertDelivered(this.file);
	}

	@Test
	void a_file_whose_rights_change_while_it_is_sent_is_delivered_and_no_part_sent_twice() {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).nth(PARTS).whenDone(() -> closeToOthers(this.file)));

		assertThat(this.night.runOne().receipt().orElseThrow().attempt()).isEqualTo(1);

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	/** The comparison finds that no part is the file's, and then the run fails. */
	@Test
	void a_file_that_replaced_another_one_is_not_mixed_with_it_by_the_run_after_one_that_failed() {
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().clear();
		FileChange.IS_REPLACED.make(this.file);
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().clear();

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.file);
	}

	@ParameterizedTest(name = "{0} between two runs")
	@EnumSource
	void the_old_upload_is_aborted_when_the_file(FileChange change) {
		this.night.leaveUnfinished();
		change.make(this.file);

		this.night.run();

		this.night.assertDelivered(this.file);
	}

	@Test
	void a_deleted_file_leaves_nothing_behind() throws IOException {
		this.night.leaveUnfinished();
		Files.delete(this.file);

		UploadOutcome second = this.night.runOne();

		assertThat(second.cure()).as("%s", second).isEqualTo(Cure.NOTHING);
		assertThat(second.message()).contains("is not there any more").contains("aborted");
		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.run()).isEmpty();
	}

	@Test
	void a_file_that_is_written_over_after_its_delivery_is_not_deleted_though_its_time_is_put_back() {
		this.night.define("on-success: delete");
		Path small = this.night.file("small.bin", 10, 2);
		Fault completed = Fault.on(Op.COMPLETE_MULTIPART_UPLOAD)
			.whenDone(() -> FileChange.IS_WRITTEN_OVER.make(this.file));
		Fault put = Fault.on(Op.PUT_OBJECT).whenDone(() -> FileChange.IS_WRITTEN_OVER.make(small));
		this.night.s3().faults().add(completed);
		this.night.s3().faults().add(put);

		assertThat(this.night.run()).hasSize(2).allSatisfy((outcome) -> {
			assertThat(outcome.cure()).as("%s", outcome).isEqualTo(Cure.PERSON);
			assertThat(outcome.message()).contains("its file was written over since", "--again");
		});

		this.night.s3().faults().clear();
		assertThat(this.night.run()).as("says it again").extracting(UploadOutcome::cure).containsOnly(Cure.PERSON);
		assertThat(this.file).exists();
		assertThat(small).exists();
		assertThat(this.night.run(new RunMode(true, false, false))).extracting(UploadOutcome::message)
			.containsExactly("deleted", "deleted");
		assertThat(this.night.s3().objects()).hasSize(2);
	}

	@Test
	void a_file_whose_rights_change_after_its_delivery_is_taken_away() {
		this.night.define("on-success: delete");
		Path small = this.night.file("small.bin", 10, 2);
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).whenDone(() -> closeToOthers(this.file)));
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).whenDone(() -> closeToOthers(small)));

		assertThat(this.night.run()).extracting(UploadOutcome::message).containsExactly("deleted", "deleted");
	}

	private static void closeToOthers(Path file) {
		try {
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
