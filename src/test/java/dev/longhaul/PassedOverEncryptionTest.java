package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StoredObject;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.TrialName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An encryption that is asked for counts where the store says that it is done, and
 * nowhere else.
 */
class PassedOverEncryptionTest {

	private static final String BY_KMS = "encryption: {type: sse-kms}";

	@TempDir
	private Path folder;

	private Night night;

	@BeforeEach
	void begin() {
		this.night = Night.in(this.folder);
		this.night.file("big.bin", Night.PART + 1, 1);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sse-s3", "sse-kms", "dsse-kms", "sse-c, key-file: KEY" })
	void sends_nothing_to_a_store_that_passes_over_it(String type) throws IOException {
		this.night.file("small.bin", 1000, 2);
		this.night.defineTo("encryption: {type: %s}".formatted(type.replace("KEY", key().toString())));
		this.night.s3().faults().add(Fault.onAny().ignoreEncryption());

		assertThat(this.night.run()).hasSize(2).allSatisfy((outcome) -> {
			assertThat(outcome.result()).isEqualTo(Result.FAILED);
			assertThat(outcome.cure()).isEqualTo(Cure.PERSON);
			assertThat(outcome.message()).contains("passes over destination.encryption (" + type.replaceAll(",.*", ""))
				.contains("is not encrypted, as far as the store says");
		});

		assertThat(this.night.s3().requests()).filteredOn((request) -> request.op() != Op.LIST_MULTIPART_UPLOADS)
			.allSatisfy((request) -> assertThat(TrialName.isIn(request.key())).as("%s", request).isTrue());
		assertThat(this.night.s3().objects()).isEmpty();
		// once it encrypts, it is asked again
		this.night.s3().faults().clear();
		assertThat(this.night.run()).hasSize(2)
			.allSatisfy((outcome) -> assertThat(outcome.message()).as("%s", outcome).isEmpty());
	}

	@Test
	void asks_a_store_that_encrypts_once() {
		this.night.defineTo(BY_KMS);
		this.night.run();
		this.night.file("other.bin", 1000, 2);

		assertThat(this.night.run()).extracting(UploadOutcome::result).contains(Result.DELIVERED);

		assertThat(this.night.s3().requests(Op.DELETE_OBJECT)).hasSize(1);
		assertThat(this.night.s3().objects()).extracting(StoredObject::key)
			.containsExactlyInAnyOrder("big.bin", "other.bin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "5MB", "32MB" })
	void calls_nothing_delivered_that_lies_there_otherwise(String partSize) {
		this.night.defineTo(BY_KMS, "part-size: " + partSize);
		this.night.run();
		Path changed = this.night.file("big.bin", Night.PART + 2, 3);
		this.night.s3().faults().add(Fault.onAny().ignoreEncryption());

		for (int times = 0; times < 2; times++) {
			UploadOutcome outcome = this.night.runOne();
			assertThat(outcome.result()).isEqualTo(Result.FAILED);
			assertThat(outcome.message()).contains("big.bin is not proved")
				.contains("sse-kms was asked for, and the object is not encrypted")
				.contains("--again");
		}
		assertThat(this.night.s3().objects()).hasSize(1);
		this.night.defineTo("acl: private", "part-size: " + partSize);
		assertThat(this.night.run(new RunMode(true, false, false))).extracting(UploadOutcome::result)
			.containsExactly(Result.DELIVERED);
		assertThat(this.night.s3().object(Night.BUCKET, "big.bin").mismatch(changed)).isEqualTo(-1);
	}

	@Test
	void compares_with_what_was_asked_for_when_the_upload_began() {
		leaveUnfinished("acl: private");
		this.night.defineTo(BY_KMS);

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
	}

	@Test
	void believes_an_upload_that_an_older_version_began() {
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).ignoreEncryption());
		leaveUnfinished(BY_KMS);
		this.night.sql("""
				update batch_job_execution_context
				set short_context = replace(short_context, '"asked-encryption"', '"not-yet-known"')
				""");

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
	}

	private void leaveUnfinished(String destination) {
		this.night.defineTo(destination);
		Fault fault = this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		assertThat(fault.hits()).isPositive();
		this.night.s3().faults().clear();
	}

	private Path key() throws IOException {
		Path key = Files.writeString(this.folder.resolve("sse-c.key"), "a key of thirty-two plain bytes.");
		return Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
	}

}
