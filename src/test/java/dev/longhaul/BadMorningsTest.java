package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * What one night leaves behind, and the next one has to bring in order by itself.
 */
class BadMorningsTest {

	private final Path folder;

	private final Night night;

	private final Path file;

	BadMorningsTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", 4 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void an_abort_that_was_refused_is_repeated_until_it_succeeds() throws IOException {
		this.night.leaveUnfinished();
		touch("2026-01-01T00:00:00Z");
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		for (int nights = 0; nights < 2; nights++) {
			assertThat(this.night.run()).filteredOn((outcome) -> outcome.result() == Result.FAILED)
				.singleElement()
				.satisfies((outcome) -> {
					assertThat(outcome.cure()).isEqualTo(Cure.PERSON);
					assertThat(outcome.message()).contains("the abort failed").contains("AccessDenied");
				});
		}
		assertThat(this.night.s3().openUploads()).hasSize(1);
		this.night.s3().faults().clear();

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SUPERSEDED, Result.SKIPPED);
		this.night.assertDelivered(this.file);
	}

	@Test
	void the_twin_that_a_lost_answer_left_is_aborted_when_the_upload_goes_on() {
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().doneButAnswerLost());
		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).answer(403, "AccessDenied"));
		this.night.leaveUnfinished();
		assertThat(this.night.s3().openUploads()).hasSize(2);

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.sweep(false)).isEmpty();
	}

	@Test
	void the_twin_that_a_lost_answer_left_is_aborted_when_the_upload_is_given_up() throws IOException {
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().doneButAnswerLost());
		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).answer(403, "AccessDenied"));
		this.night.leaveUnfinished();
		touch("2026-01-01T00:00:00Z");

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SUPERSEDED, Result.DELIVERED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.sweep(false)).isEmpty();
	}

	@Test
	void a_kill_between_a_ranges_step_and_its_context_loses_nothing() {
		this.night.leaveUnfinished();
		this.night.sql("update BATCH_STEP_EXECUTION_CONTEXT set SHORT_CONTEXT = '{}', SERIALIZED_CONTEXT = null "
				+ "where STEP_EXECUTION_ID in (select STEP_EXECUTION_ID from BATCH_STEP_EXECUTION "
				+ "where STEP_NAME like 'range:%')");
		assertThat(this.night.status()).contains("failed");

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		assertThat(this.night.resentParts("big.bin")).isZero();
		this.night.assertDelivered(this.file);
	}

	@Test
	void a_part_that_arrives_once_more_before_complete_is_put_right_by_the_next_run() {
		this.night.s3()
			.faults()
			.add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD)
				.once()
				.then(() -> Stranger.sendsPart(this.night.s3(), this.night.s3().openUploads().get(0), 2)));

		assertThat(this.night.runOne()).satisfies((outcome) -> {
			assertThat(outcome.cure()).isEqualTo(Cure.RERUN);
			assertThat(outcome.message()).contains("InvalidPart").contains("sent again");
		});
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.s3().partSends("big.bin").get(2)).as("ours, the other, ours").hasSize(3);
		assertThat(this.night.resentParts("big.bin")).isEqualTo(2);
	}

	@Test
	void a_version_whose_begin_was_refused_does_not_take_the_next_one_for_its_own() throws IOException {
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		touch("2026-01-01T00:00:00Z");
		// a part of the next version is on its way while uploads without parts are looked
		// for
		Fault onItsWay = this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).once().delay(Duration.ofSeconds(2)));

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SUPERSEDED, Result.DELIVERED);

		assertThat(onItsWay.hits()).isOne();
		assertThat(this.night.s3().requests(Op.CREATE_MULTIPART_UPLOAD)).as("refused, begun").hasSize(2);
		assertThat(this.night.resentParts("big.bin")).isZero();
		this.night.assertDelivered(this.file);
	}

	@Test
	void a_clock_that_was_turned_back_loses_nothing() {
		this.night.leaveUnfinished();
		this.night.sql("update BATCH_STEP_EXECUTION set CREATE_TIME = CREATE_TIME + 3 day");
		this.night.sql("update BATCH_JOB_EXECUTION set CREATE_TIME = CREATE_TIME + 3 day");

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		assertThat(this.night.resentParts("big.bin")).isZero();
		this.night.assertDelivered(this.file);
	}

	@Test
	void a_version_that_follows_one_of_a_clock_that_was_ahead_is_sent_once() throws IOException {
		FileTime first = Files.getLastModifiedTime(this.file);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.sql("update DELIVERED_FILE set DELIVERED = timestamp '2999-01-01 00:00:00'");
		this.night.sql("update BATCH_JOB_EXECUTION_CONTEXT set SHORT_CONTEXT = "
				+ "regexp_replace(SHORT_CONTEXT, '20[0-9][0-9]-[01][0-9]-[0-3][0-9]T', '2999-01-01T')");

		this.night.file("big.bin", 10, 2);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);

		this.night.file("big.bin", 3 * Night.PART, 1);
		Files.setLastModifiedTime(this.file, first);
		assertThat(this.night.runOne().result()).as("the first version, restored").isEqualTo(Result.DELIVERED);
		this.night.longhaul("prune", "--older-than", "0s");
		assertThat(this.night.runOne().result()).as("pruned").isEqualTo(Result.SKIPPED);
		assertThat(this.night.s3().object(Night.BUCKET, "big.bin").size()).isEqualTo(3 * Night.PART);
	}

	@Test
	void on_failure_keep_does_not_keep_an_upload_that_the_store_has_lost() {
		this.night.define("on-failure: keep\n");
		this.night.leaveUnfinished();
		this.night.s3().faults().add(Fault.on(Op.LIST_PARTS).once().vanish());

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.assertDelivered(this.file);
	}

	@Test
	void an_object_whose_proof_failed_is_not_sent_again() throws IOException {
		this.night.define("on-failure: abort\n");
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().clear();

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void an_upload_that_was_completed_behind_the_look_is_not_taken_for_aborted() throws IOException {
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().clear();
		Fault unseen = this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(404, "NoSuchKey"));
		this.night.s3()
			.faults()
			.add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).once().then(() -> this.night.s3().faults().clear()));

		assertThat(this.night.longhaul(1, "abort", "1"))
			.contains("is in the store all the same; the next run proves it");

		assertThat(unseen.hits()).isPositive();
		assertThat(this.night.status()).contains(", its object may be in the store\n")
			.contains("the next run proves it")
			.doesNotContain("repeats the abort");
		this.night.longhaul("run");
		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void a_delivery_is_proved_though_the_source_is_gone_meanwhile() throws IOException {
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().clear();
		Files.delete(this.file);

		UploadOutcome second = this.night.runOne();

		assertThat(second.result()).as("%s", second).isEqualTo(Result.RESUMED);
		assertThat(second.receipt()).isPresent();
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void an_older_version_that_is_restored_is_sent_again() throws IOException {
		byte[] older = Files.readAllBytes(this.file);
		touch("2026-01-01T00:00:00Z");
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		Files.write(this.file, new byte[100]);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
		Files.write(this.file, older);
		touch("2026-01-01T00:00:00Z");

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		assertThat(this.night.s3().object(Night.BUCKET, "big.bin").size()).isEqualTo(older.length);
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void a_version_that_is_found_delivered_when_the_next_one_is_there_does_not_make_that_one_go_up_twice()
			throws IOException {
		this.night.define("");
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().doneButAnswerLost());
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().clear();
		Path newer = this.night.file("big.bin", 100, 7);
		List<Result> inOrder = new ArrayList<>();

		this.night.run((outcome) -> inOrder.add(outcome.result()));

		assertThat(inOrder).containsExactly(Result.RESUMED, Result.DELIVERED);

		assertThat(this.night.run()).extracting(UploadOutcome::result).containsExactly(Result.SKIPPED);
		assertThat(this.night.s3().object(Night.BUCKET, "big.bin").mismatch(newer)).isEqualTo(-1);
	}

	@Test
	void files_of_one_key_clash_while_both_are_there() throws IOException {
		Files.delete(this.file);
		this.night.define("");
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("{path}", "{name}"));
		this.night.file("a/x", 3 * Night.PART, 2);
		this.night.leaveUnfinished();
		Path second = this.night.file("b/x", 10, 3);

		assertThat(this.night.run()).hasSize(2)
			.allSatisfy((outcome) -> assertThat(outcome.message()).contains("would get the same key 'x'"));
		assertThat(this.night.s3().objects()).isEmpty();

		Files.delete(second);
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		this.night.file("b/x", 10, 3);
		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.as("the object of the first would be lost")
			.containsExactlyInAnyOrder(Result.SKIPPED, Result.FAILED);
	}

	private void touch(String time) throws IOException {
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse(time)));
	}

}
