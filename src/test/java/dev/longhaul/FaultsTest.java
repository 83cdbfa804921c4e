package dev.longhaul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3Options;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a store can do to an upload, and what becomes of it.
 */
class FaultsTest {

	private static final int PARTS = 5;

	private Night night;

	private Path file;

	FaultsTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", (PARTS - 1) * Night.PART + 4711, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	static Stream<Arguments> passing() {
		return Stream.of(arguments("500 on parts", Fault.on(Op.UPLOAD_PART).times(3).answer(500, "InternalError")),
				arguments("503 SlowDown on parts", Fault.on(Op.UPLOAD_PART).times(6).answer(503, "SlowDown")),
				arguments("400 RequestTimeout", Fault.on(Op.UPLOAD_PART).times(2).answer(400, "RequestTimeout")),
				arguments("the key's service throttled",
						Fault.on(Op.UPLOAD_PART).times(3).answer(400, "KMS.ThrottlingException")),
				arguments("409 OperationAborted", Fault.on(Op.UPLOAD_PART).times(2).answer(409, "OperationAborted")),
				arguments("520 of a network in front of the store", Fault.on(Op.UPLOAD_PART).times(2).answer(520, "")),
				arguments("Create throttled by the key's service",
						Fault.on(Op.CREATE_MULTIPART_UPLOAD).times(2).answer(400, "KMS.ThrottlingException")),
				arguments("reset before the headers", Fault.on(Op.UPLOAD_PART).part(2).once().resetBeforeHeaders()),
				arguments("reset in the body", Fault.on(Op.UPLOAD_PART).part(2).once().resetInBody(1 << 20)),
				arguments("reset before the answer", Fault.on(Op.UPLOAD_PART).part(2).once().resetBeforeAnswer()),
				arguments("reset in the answer", Fault.on(Op.UPLOAD_PART).part(2).once().resetInAnswer()),
				arguments("a part stored, its answer lost",
						Fault.on(Op.UPLOAD_PART).part(2).once().doneButAnswerLost()),
				arguments("a slow answer", Fault.on(Op.UPLOAD_PART).part(3).once().delay(Duration.ofMillis(700))),
				arguments("Create fails first",
						Fault.on(Op.CREATE_MULTIPART_UPLOAD).times(2).answer(503, "ServiceUnavailable")),
				arguments("Create carried out, its answer lost",
						Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().doneButAnswerLost()),
				arguments("half of the answer to Create lost",
						Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().resetInAnswer()),
				arguments("Complete fails first",
						Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().answer(500, "InternalError")),
				arguments("Complete carried out, its answer lost",
						Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().doneButAnswerLost()),
				arguments("Complete carried out, half of its answer lost",
						Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().resetInAnswer()),
				arguments("Complete with 200 and an error",
						Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().okWithErrorBody("InternalError")),
				arguments("Complete with 200 and an error that S3 does not know",
						Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().okWithErrorBody("XMinioWriteQuorum")),
				arguments("Complete with white space",
						Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().whiteSpace(Duration.ofSeconds(2))),
				arguments("completed by someone else",
						Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().completedBySomeoneElse()),
				arguments("the upload vanishes before a part", Fault.on(Op.UPLOAD_PART).part(4).once().vanish()),
				arguments("the upload vanishes before Complete",
						Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().vanish()),
				arguments("the proof fails first", Fault.on(Op.HEAD_OBJECT).once().answer(503, "SlowDown")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("passing")
	void one_run_delivers_in_spite_of(String name, Fault fault) {
		this.night.s3().faults().add(fault);

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.result()).as("%s", outcome).isEqualTo(Result.DELIVERED);
		assertThat(fault.hits()).isPositive();
		this.night.assertDelivered(this.file);
	}

	@Test
	void who_answers_in_place_of_the_store_is_not_taken_for_it() {
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).answer(200, ""));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.cure()).isEqualTo(Cure.RERUN);
		assertThat(outcome.message()).contains("it is no answer of S3", "a proxy or a portal");
	}

	@Test
	void an_object_that_the_store_shows_late_is_waited_for_when_the_answer_was_lost() {
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().doneButAnswerLost());
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).times(2).answer(404, "NoSuchKey"));

		assertThat(this.night.runOne().receipt().orElseThrow().attempt()).isEqualTo(1);

		this.night.assertDelivered(this.file);
	}

	@Test
	void an_object_that_the_store_shows_late_is_waited_for_by_the_next_run() {
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().doneButAnswerLost());
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).times(2).answer(404, "NoSuchKey"));

		assertThat(this.night.runOne().receipt().orElseThrow().attempt()).isEqualTo(1);

		this.night.assertDelivered(this.file);
	}

	static Stream<Arguments> kept() {
		return Stream.of(
				arguments("credentials that expire", Fault.on(Op.UPLOAD_PART).part(3).answer(403, "ExpiredToken"),
						Cure.RERUN),
				arguments("a store that is away for long", Fault.on(Op.UPLOAD_PART).part(3).answer(503, "SlowDown"),
						Cure.RERUN),
				arguments("rights that are missing", Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"),
						Cure.PERSON),
				arguments("a wrong clock", Fault.on(Op.UPLOAD_PART).part(3).answer(403, "RequestTimeTooSkewed"),
						Cure.PERSON),
				arguments("a quota", Fault.on(Op.UPLOAD_PART).part(3).answer(403, "QuotaExceeded"), Cure.PERSON),
				arguments("a store that is full", Fault.on(Op.UPLOAD_PART).part(3).answer(507, "XMinioStorageFull"),
						Cure.PERSON),
				arguments("Complete that fails for long",
						Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).okWithErrorBody("InternalError"), Cure.RERUN),
				arguments("a proof that cannot be had", Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"),
						Cure.PERSON));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("kept")
	void parts_are_kept_and_the_next_run_sends_only_what_is_missing_after(String name, Fault fault, Cure cure) {
		this.night.s3().faults().add(fault);

		UploadOutcome first = this.night.runOne();

		assertThat(first.result()).as("%s", first).isEqualTo(Result.FAILED);
		assertThat(first.cure()).as("%s", first).isEqualTo(cure);
		assertThat(first.message()).isNotBlank();
		this.night.s3().faults().clear();
		UploadOutcome second = this.night.runOne();
		assertThat(second.result()).as("%s", second).isEqualTo(Result.RESUMED);
		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void fresh_credentials_after_expired_ones_go_on() {
		this.night.s3()
			.faults()
			.add(Fault.on(Op.UPLOAD_PART)
				.part(3)
				.once()
				.then(() -> this.night.s3().expireCredentials(StrictS3Options.ACCESS_KEY_ID, 400)));
		assertThat(this.night.runOne().cure()).isEqualTo(Cure.RERUN);
		this.night.s3().allowCredentials(StrictS3Options.ACCESS_KEY_ID);
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		this.night.assertDelivered(this.file);
	}

	static Stream<Arguments> betweenRuns() {
		return Stream.of(arguments("vanished", Fault.on(Op.LIST_PARTS).once().vanish()),
				arguments("was completed by someone with some of the parts",
						Fault.on(Op.LIST_PARTS).once().completedBySomeoneElse()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("betweenRuns")
	void an_upload_begins_anew_when_between_two_runs_it(String name, Fault fault) {
		this.night.leaveUnfinished();
		this.night.s3().faults().add(fault);

		UploadOutcome second = this.night.runOne();

		assertThat(second.result()).as("%s", second).isEqualTo(Result.DELIVERED);
		assertThat(this.night.s3().object(Night.BUCKET, "big.bin").size()).isEqualTo(size(this.file));
		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(second.receipt().orElseThrow().attempt()).isEqualTo(2);
	}

	@Test
	void on_failure_abort_leaves_nothing_behind() {
		this.night.define("on-failure: abort\n");
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).abortLeavesParts(2));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.message()).contains("its upload was aborted");
		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.s3().requests(Op.ABORT_MULTIPART_UPLOAD)).hasSize(3);
		this.night.s3().faults().clear();
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.assertDelivered(this.file);
	}

	@Test
	void an_abort_that_fails_is_done_by_the_next_run() {
		this.night.s3()
			.faults()
			.add(Fault.on(Op.UPLOAD_PART).part(4).once().then(() -> FileChange.GROWS.make(this.file)));
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		UploadOutcome first = this.night.runOne();
		assertThat(first.result()).isEqualTo(Result.FAILED);
		assertThat(this.night.s3().openUploads()).hasSize(1);
		this.night.s3().faults().clear();

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SUPERSEDED, Result.DELIVERED);
		this.night.assertDelivered(this.file);
	}

	@Test
	void a_strangers_upload_of_the_same_key_is_not_touched() {
		this.night.leaveUnfinished();
		String ours = this.night.s3().openUploads().get(0).uploadId();
		String theirs = Stranger.begins(this.night.s3(), Night.BUCKET, "big.bin");

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		assertThat(theirs).isNotEqualTo(ours);
		assertThat(this.night.s3().openUploads()).singleElement()
			.satisfies((upload) -> assertThat(upload.uploadId()).isEqualTo(theirs));
	}

	private static long size(Path file) {
		try {
			return Files.size(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
