package dev.longhaul;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.store.CustomerKey;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.sweep.SweptUpload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads that the store encrypts are finished, restarted and proved as others are,
 * though their ETags are no MD5s.
 */
class EncryptedUploadsTest {

	private static final String KEY = "a key of thirty-two plain bytes.";

	@TempDir
	private Path folder;

	private Night night;

	private Path small;

	private Path large;

	@BeforeEach
	void begin() {
		this.night = Night.in(this.folder);
		this.small = this.night.file("small.bin", 1000, 1);
		this.large = this.night.file("large.bin", 3 * Night.PART + 1, 2);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			type: sse-kms, key-id: alias/backup, context: {team: a}, bucket-key: true | md5       | content-md5
			type: sse-c, key-file: KEY                                                | md5       | content-md5
			type: dsse-kms                                                            | sha256    | checksum
			type: sse-c, key-file: KEY                                                | crc64nvme | checksum
			""")
	void a_restart_sends_the_missing_parts_only(String encryption, String integrity, String proof) throws IOException {
		this.night.defineTo("encryption: {%s}".formatted(encryption.replace("KEY", key(KEY).toString())),
				"part-size: 5MB, integrity: " + integrity);
		fail();

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.RESUMED, Result.RESUMED);

		assertThat(this.night.s3().object(Night.BUCKET, "small.bin").mismatch(this.small)).isEqualTo(-1);
		this.night.assertDelivered(this.large);
		assertThat(this.night.resentParts("large.bin")).isZero();
		assertThat(this.night.run()).extracting(UploadOutcome::result).containsOnly(Result.SKIPPED);
		for (Path file : List.of(this.small, this.large)) {
			assertThat(this.night.longhaul("show", "--receipt", file.toString()))
				.contains("\"proof\":\"%s\"".formatted(proof));
			assertThat(this.night.longhaul("verify", file.toString())).contains(
					proof.equals("checksum") ? integrity + " equals that of the file" : "every byte equals the file's");
		}
	}

	/** The store's list does not tell what its parts are, so only a checkpoint does. */
	@Test
	void a_kill_between_a_restarted_ranges_step_and_its_context_sends_nothing_again() {
		this.night.defineTo("encryption: {type: sse-kms}");
		fail();
		this.night.sql("""
				insert into BATCH_STEP_EXECUTION (STEP_EXECUTION_ID, VERSION, STEP_NAME, JOB_EXECUTION_ID, CREATE_TIME,
					STATUS, COMMIT_COUNT, READ_COUNT, FILTER_COUNT, WRITE_COUNT, READ_SKIP_COUNT, WRITE_SKIP_COUNT,
					PROCESS_SKIP_COUNT, ROLLBACK_COUNT, LAST_UPDATED)
				select 9000 + STEP_EXECUTION_ID, 0, STEP_NAME, JOB_EXECUTION_ID, CREATE_TIME + 1 second,
					'STARTING', 0, 0, 0, 0, 0, 0, 0, 0, LAST_UPDATED
				from BATCH_STEP_EXECUTION where STEP_NAME like 'range:%' and WRITE_COUNT > 0""");
		this.night.sql("""
				insert into BATCH_STEP_EXECUTION_CONTEXT (STEP_EXECUTION_ID, SHORT_CONTEXT)
				select STEP_EXECUTION_ID, '{}' from BATCH_STEP_EXECUTION where STEP_EXECUTION_ID > 9000""");

		assertThat(of("large.bin", this.night.run()).result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.large);
		assertThat(this.night.resentParts("large.bin")).isZero();
	}

	@Test
	void lost_answers_are_found_out_with_the_key() throws IOException {
		this.night.defineTo("encryption: {type: sse-c, key-file: %s}".formatted(key(KEY)));
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).doneButAnswerLost());
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).times(1).answer(403, "AccessDenied"));

		this.night.run();
		this.night.run();

		assertThat(this.night.s3().object(Night.BUCKET, "small.bin").mismatch(this.small)).isEqualTo(-1);
		this.night.assertDelivered(this.large);
	}

	@Test
	void another_key_than_it_was_begun_with_stops_an_upload_until_the_first_is_back() throws IOException {
		this.night.defineTo("encryption: {type: sse-c, key-file: %s}".formatted(key(KEY)));
		fail();
		key("another key of thirty-two bytes!");

		UploadOutcome refused = of("large.bin", this.night.run());

		assertThat(refused.result()).isEqualTo(Result.FAILED);
		assertThat(refused.message()).contains("large.bin")
			.contains("begun with another key than destination.encryption says now: put that one back");
		assertThat(this.night.s3().openUploads()).hasSize(1);
		key(KEY);
		assertThat(of("large.bin", this.night.run()).result()).isEqualTo(Result.RESUMED);
		this.night.assertDelivered(this.large);
		assertThat(this.night.resentParts("large.bin")).isZero();
	}

	@Test
	void what_lay_there_without_the_key_is_no_hindrance() throws IOException {
		this.night.define("");
		this.night.run();
		this.night.file("small.bin", 2000, 3);
		this.night.defineTo("encryption: {type: sse-c, key-file: %s}".formatted(key(KEY)));
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).key("small.bin").once().answer(403, "AccessDenied"));
		assertThat(of("small.bin", this.night.run()).result()).isEqualTo(Result.FAILED);

		assertThat(of("small.bin", this.night.run()).result()).isEqualTo(Result.RESUMED);

		assertThat(this.night.s3().object(Night.BUCKET, "small.bin").size()).isEqualTo(2000);
	}

	@Test
	void what_was_delivered_without_the_key_is_still_verified() throws IOException {
		this.night.define("");
		this.night.run();

		this.night.defineTo("encryption: {type: sse-c, key-file: %s}".formatted(key(KEY)));

		assertThat(this.night.longhaul("verify", this.large.toString())).contains("equals that of the file");
		assertThat(this.night.longhaul("verify", "--download", this.large.toString())).contains("every byte");
	}

	@Test
	void what_is_unfinished_is_swept_and_aborted_with_and_without_the_key() throws IOException {
		Path key = key(KEY);
		this.night.defineTo("encryption: {type: sse-c, key-file: %s}".formatted(key));
		fail();
		assertThat(this.night.sweep(false)).extracting(SweptUpload::result).containsExactly(SweptUpload.Result.KEPT);

		for (UploadOutcome outcome : this.night.run()) {
			assertThat(outcome.result()).isEqualTo(Result.RESUMED);
		}
		this.night.file("large.bin", 2 * Night.PART, 9);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).answer(403, "AccessDenied"));
		this.night.run();
		assertThat(this.night.s3().openUploads()).hasSize(1);

		this.night.longhaul("abort", "3");

		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void the_key_is_nowhere_but_in_its_file_and_in_the_requests() throws IOException {
		String base64 = Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.US_ASCII));
		Path key = key(base64);
		this.night.defineTo("encryption: {type: sse-c, key-file: %s}".formatted(key));
		fail();
		this.night.run();

		String md5 = CustomerKey.read(key).md5();
		String told = this.night.longhaul("show", this.large.toString()) + this.night.longhaul("status")
				+ this.night.longhaul("show", "--json", this.large.toString())
				+ this.night.longhaul("show", "--receipt", this.large.toString()) + this.night.longhaul("doctor")
				+ this.night.longhaul("verify", this.large.toString());

		assertThat(told).contains("large.bin").doesNotContain(base64, KEY, md5);
		try (Stream<Path> home = Files.walk(this.folder.resolve("home"))) {
			List<Path> files = home.filter(Files::isRegularFile).toList();
			assertThat(files).isNotEmpty().allSatisfy((file) -> {
				String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
				assertThat(content).as("%s", file).doesNotContain(base64, KEY, md5);
			});
		}
	}

	/** Each file once, the large one at its third part. */
	private void fail() {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(403, "AccessDenied"));
		assertThat(this.night.run()).extracting(UploadOutcome::result).containsOnly(Result.FAILED);
		this.night.s3().faults().clear();
	}

	private Path key(String content) throws IOException {
		Path key = Files.writeString(this.folder.resolve("sse-c.key"), content);
		return Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
	}

	private static UploadOutcome of(String name, List<UploadOutcome> outcomes) {
		return outcomes.stream()
			.filter((outcome) -> String.valueOf(outcome.file()).endsWith(name))
			.findFirst()
			.orElseThrow();
	}

}
