package dev.longhaul;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What others do to a file that goes up in one request when the store has it, and its
 * answer is still on the way.
 */
class SmallFilesMeanwhileTest {

	private final Night night;

	private final Path file;

	SmallFilesMeanwhileTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.file = this.night.file("small.bin", 10, 2);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "md5", "crc64nvme" })
	void a_file_that_is_gone_is_delivered(String integrity) {
		this.night.defineTransfer("part-size: 5MB, integrity: " + integrity);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).key("small.bin").once().whenDone(this::delete));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.result()).as("%s", outcome).isEqualTo(Result.DELIVERED);
		assertThat(outcome.receipt().orElseThrow().proof()).isNotEqualTo("size");
		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).filteredOn((put) -> put.key().equals("small.bin"))
			.hasSize(1);
		assertThat(this.night.run()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "false, part-checksums", "true, size" })
	void of_a_file_that_is_gone_the_receipt_says_what_the_answer_has_told(boolean lost, String proof) {
		this.night.defineTransfer("part-size: 5MB, integrity: crc64nvme");
		if (lost) {
			this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).key("small.bin").doneButAnswerLost());
		}
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).key("small.bin").answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().clear();
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).ignoreHeaders("x-amz-checksum-mode"));
		delete();

		assertThat(this.night.runOne().receipt().orElseThrow().proof()).isEqualTo(proof);
	}

	@Test
	void a_file_that_is_gone_was_taken_away_by_who_wanted_that() {
		this.night.define("on-success: delete");
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).key("small.bin").once().whenDone(this::delete));

		assertThat(this.night.longhaul("run")).contains("gone from its folder");
	}

	@Test
	void a_file_that_is_gone_and_whose_object_is_gone_too_has_failed() {
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).once().whenDone(this::delete));
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(404, "NoSuchKey"));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.cure()).as("%s", outcome).isEqualTo(Cure.NOTHING);
		assertThat(outcome.message()).contains(this.file + " is not there any more", "aborted");
	}

	@Test
	void a_file_that_grows_is_sent_anew_and_of_what_was_sent_no_abort_is_said_to_fail() {
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).once().whenDone(() -> FileChange.GROWS.make(this.file)));

		UploadOutcome first = this.night.runOne();

		assertThat(first.cure()).as("%s", first).isEqualTo(Cure.ANEW);
		assertThat(first.message())
			.contains(this.file + " changed while it was being uploaded: its size went from 10",
					"the object small.bin is in the store all the same; the next run proves it")
			.doesNotContain("failed", "abort");
		List<UploadOutcome> second = this.night.run();
		assertThat(second).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.RESUMED, Result.DELIVERED);
		assertThat(this.night.s3().object(Night.BUCKET, "small.bin").mismatch(this.file)).isEqualTo(-1);
	}

	@Test
	void a_file_that_its_file_system_numbers_anew_is_proved_by_the_next_run() {
		this.night.s3()
			.faults()
			.add(Fault.on(Op.PUT_OBJECT).once().whenDone(() -> FileChange.IS_RENUMBERED.make(this.file)));
		assertThat(this.night.runOne().cure()).isEqualTo(Cure.RERUN);

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).hasSize(1);
	}

	private void delete() {
		try {
			Files.delete(this.file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
