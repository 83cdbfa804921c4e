package dev.longhaul;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3Options;
import dev.longhaul.sweep.SweptUpload;
import dev.longhaul.sweep.SweptUpload.Result;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sweep ends what is ours and will not be finished, and nothing else.
 */
class SweepTest {

	private final Night night;

	private final Path file;

	SweepTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void aborts_an_upload_whose_creation_was_never_answered() {
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).doneButAnswerLost());
		// the run may not look for what it lost
		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(UploadOutcome.Result.FAILED);
		int lost = this.night.s3().openUploads().size();
		assertThat(lost).isPositive();
		this.night.s3().faults().clear();

		this.night.s3().faults().add(Fault.on(Op.LIST_PARTS).once().answer(404, "NoSuchUpload"));
		assertThat(this.night.sweep(true)).as("one is only listed any more")
			.extracting(SweptUpload::result)
			.hasSize(lost)
			.containsOnlyOnce(Result.FOREIGN)
			.containsOnly(Result.FOREIGN, Result.WOULD_ABORT);
		this.night.s3().faults().add(Fault.on(Op.LIST_PARTS).once().answer(403, "AccessDenied"));
		assertThat(this.night.sweep(true)).as("the store does not tell of one")
			.extracting(SweptUpload::result)
			.hasSize(lost)
			.containsOnlyOnce(Result.FAILED)
			.containsOnly(Result.FAILED, Result.WOULD_ABORT);
		assertThat(this.night.sweep(true)).hasSize(lost)
			.allSatisfy((upload) -> assertThat(upload.result()).isEqualTo(Result.WOULD_ABORT));
		assertThat(this.night.s3().openUploads()).as("after a dry run").hasSize(lost);
		assertThat(this.night.sweep(false)).hasSize(lost)
			.allSatisfy((upload) -> assertThat(upload.result()).isEqualTo(Result.ABORTED));

		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.runOne().result()).isEqualTo(UploadOutcome.Result.RESUMED);
		this.night.assertDelivered(this.file);
	}

	@Test
	void aborts_the_twin_of_a_delivered_upload() {
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().doneButAnswerLost());
		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(UploadOutcome.Result.DELIVERED);
		assertThat(this.night.s3().openUploads()).hasSize(1);
		this.night.s3().faults().clear();

		assertThat(this.night.sweep(false)).extracting(SweptUpload::result).containsExactly(Result.ABORTED);

		this.night.assertDelivered(this.file);
	}

	@Test
	void aborts_what_the_store_lists_again_after_the_abort() throws IOException {
		this.night.leaveUnfinished();
		String id = this.night.s3().openUploads().get(0).uploadId();
		Files.delete(this.file);
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(404, "NoSuchUpload"));
		assertThat(this.night.runOne().message()).contains("its upload was aborted");
		this.night.s3().faults().clear();

		assertThat(this.night.sweep(false)).singleElement().satisfies((upload) -> {
			assertThat(upload.result()).isEqualTo(Result.ABORTED);
			assertThat(upload.uploadId()).isEqualTo(id);
			assertThat(upload.message()).contains("has ended");
		});
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void repeats_an_abort_that_could_not_be_carried_out() throws IOException {
		this.night.leaveUnfinished();
		Files.delete(this.file);
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().message()).contains("the abort failed");
		assertThat(this.night.status())
			.contains("the abort failed, the next run tries the upload again, and repeats it if that fails")
			.contains("AccessDenied");
		assertThat(this.night.sweep(false)).singleElement().satisfies((upload) -> {
			assertThat(upload.result()).isEqualTo(Result.FAILED);
			assertThat(upload.cure()).isEqualTo(Cure.PERSON);
		});
		this.night.s3().faults().clear();

		assertThat(this.night.sweep(true)).extracting(SweptUpload::result).containsExactly(Result.WOULD_ABORT);
		assertThat(this.night.sweep(false)).extracting(SweptUpload::result).containsExactly(Result.ABORTED);

		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.sweep(false)).isEmpty();
		assertThat(this.night.run()).isEmpty();
	}

	@Test
	void keeps_what_a_run_goes_on_with() {
		this.night.leaveUnfinished();

		assertThat(this.night.sweep(false)).singleElement().satisfies((upload) -> {
			assertThat(upload.result()).isEqualTo(Result.KEPT);
			assertThat(upload.upload()).isEqualTo(1);
		});

		assertThat(this.night.runOne().result()).isEqualTo(UploadOutcome.Result.RESUMED);
		assertThat(this.night.resentParts("big.bin")).isZero();
		this.night.assertDelivered(this.file);
	}

	@Test
	void says_nothing_of_an_upload_that_a_run_completes_while_it_is_judged() {
		this.night.leaveUnfinished();
		List<SweptUpload> swept = this.night.inSession(List.of("vault"), (session) -> {
			// when the store has listed it
			this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).once().whenDone(() -> Runs.of(session)));
			return session.sweeper().sweep(false, (upload) -> {
			});
		});

		assertThat(swept).isEmpty();
		this.night.assertDelivered(this.file);
	}

	@Test
	void leaves_strangers_alone_though_they_use_our_keys() {
		Stranger.begins(this.night.s3(), Night.BUCKET, "big.bin");
		assertThat(this.night.runOne().result()).isEqualTo(UploadOutcome.Result.DELIVERED);
		Stranger.begins(this.night.s3(), Night.BUCKET, "big.bin");
		Stranger.begins(this.night.s3(), Night.BUCKET, "other.bin");

		assertThat(this.night.sweep(false)).hasSize(3)
			.allSatisfy((upload) -> assertThat(upload.result()).isEqualTo(Result.FOREIGN));

		assertThat(this.night.s3().openUploads()).hasSize(3);
	}

	@Test
	void leaves_a_stranger_alone_under_the_key_of_a_file_that_went_up_in_one_request() throws IOException {
		Files.delete(this.file);
		this.night.file("small.bin", 10, 2);
		assertThat(this.night.runOne().result()).isEqualTo(UploadOutcome.Result.DELIVERED);
		Stranger.begins(this.night.s3(), Night.BUCKET, "small.bin");

		assertThat(this.night.sweep(false)).extracting(SweptUpload::result).containsExactly(Result.FOREIGN);

		assertThat(this.night.s3().openUploads()).hasSize(1);
	}

	@Test
	void aborts_what_a_killed_trial_left_an_hour_ago(@TempDir Path folder) {
		String key = "in/.longhaul-trial-" + UUID.randomUUID();
		Stranger.begins(this.night.s3(), Night.BUCKET, key);
		assertThat(this.night.sweep(false)).singleElement()
			.satisfies((young) -> assertThat(young.result()).isEqualTo(Result.KEPT));

		Clock anHourAgo = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-61));
		try (Night later = Night.in(folder, StrictS3Options.defaults().clock(anHourAgo))) {
			Stranger.begins(later.s3(), Night.BUCKET, key);
			assertThat(later.sweep(false)).singleElement()
				.satisfies((old) -> assertThat(old.result()).isEqualTo(Result.ABORTED));
			assertThat(later.s3().openUploads()).isEmpty();
		}
	}

	@Test
	void says_that_a_bucket_may_not_be_listed() {
		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).answer(403, "AccessDenied"));

		assertThat(this.night.sweep(false)).singleElement().satisfies((upload) -> {
			assertThat(upload.cure()).isEqualTo(Cure.PERSON);
			assertThat(upload.message()).contains("ListMultipartUploads").contains("grant this right");
		});
	}

	@Test
	void a_bucket_that_one_definition_may_not_list_is_listed_as_another_reaches_it() throws IOException {
		Path vault = this.night.definitions().resolve("vault.yml");
		Files.writeString(this.night.definitions().resolve("archive.yml"),
				Files.readString(vault).replace("store: generic", "store: generic, requester-pays: true"));
		Stranger.begins(this.night.s3(), Night.BUCKET, "other.bin");
		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).once().answer(403, "AccessDenied"));

		assertThat(this.night.longhaul("sweep", "--json").lines().toList()).singleElement()
			.satisfies((swept) -> assertThat(swept).contains("\"result\":\"foreign\"").contains("other.bin"));

		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).answer(403, "AccessDenied"));
		assertThat(this.night.longhaul(3, "sweep", "--json").lines().toList()).as("told once")
			.singleElement()
			.satisfies((swept) -> assertThat(swept).contains("AccessDenied"));
	}

	@Test
	void a_bucket_that_cannot_be_reached_keeps_no_other_from_being_swept(@TempDir Path folder) {
		Path authorities = Night.write(folder.resolve("authorities.pem"), new byte[1]);
		Night.write(this.night.definitions().resolve("away.yml"), """
				source: {directory: "%s"}
				destination: {bucket: away, key: "{path}", endpoint: "https://127.0.0.1:1", ca-certificates: "%s"}
				""".formatted(folder, authorities).getBytes(StandardCharsets.UTF_8));
		Stranger.begins(this.night.s3(), Night.BUCKET, "other.bin");

		assertThat(this.night.longhaul(3, "sweep", "--json").lines().toList()).satisfiesExactly(
				(away) -> assertThat(away).contains("\"result\":\"failed\"")
					.contains("\"destination\":\"https://127.0.0.1:1/away\"")
					.contains("authorities.pem")
					.contains("\"cure\":\"person\""),
				(swept) -> assertThat(swept).contains("\"result\":\"foreign\"").contains("other.bin"));
	}

	@Test
	void a_bucket_whose_definition_cannot_be_read_is_not_called_empty() {
		this.night.longhaul("run");
		Night.write(this.night.definitions().resolve("typo.yml"), "sorce: {}".getBytes(StandardCharsets.UTF_8));

		TypedCommand sweep = TypedCommand.in(this.night.definitions(), "sweep");

		assertThat(sweep.exitCode()).isEqualTo(1);
		assertThat(sweep.err())
			.contains("longhaul: what lies in the buckets of definitions that cannot be read was not looked for");
	}

}
