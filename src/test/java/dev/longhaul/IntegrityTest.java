package dev.longhaul;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.part.Part;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.SourceFile;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.ObjectChecksum;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * By what a store verifies parts and objects, and what a delivery is proved by.
 */
class IntegrityTest {

	private static final int SIZE = 3 * Night.PART + 1000;

	private final Path home;

	private final Night night;

	private final Path file;

	IntegrityTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.home = folder.resolve("home");
		this.file = this.night.file("big.bin", SIZE, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@ParameterizedTest
	@CsvSource({ "crc64nvme, FULL_OBJECT", "crc32c, FULL_OBJECT", "crc32, FULL_OBJECT", "sha256, COMPOSITE",
			"sha1, COMPOSITE" })
	void each_part_and_the_object_are_verified_by(String integrity, String type) {
		this.night.defineTransfer("part-size: 5MB, integrity: " + integrity);

		Receipt receipt = this.night.runOne().receipt().orElseThrow();

		this.night.assertDelivered(this.file);
		ObjectChecksum stored = storedChecksum("big.bin");
		assertThat(stored.type()).hasToString(type);
		assertThat(receipt.checksum()).isEqualTo(integrity + ":" + stored.value());
		assertThat(receipt.proof()).isEqualTo("checksum");
		assertThat(this.night.s3().requests(Op.UPLOAD_PART)).filteredOn(RecordedRequest::key, "big.bin")
			.hasSize(4)
			.allSatisfy((request) -> assertThat(request.headers()).containsKey("x-amz-checksum-" + integrity)
				.doesNotContainKeys("content-md5", "x-amz-trailer", "x-amz-sdk-checksum-algorithm"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "crc64nvme", "crc32c", "sha256" })
	void a_small_file_is_verified_by(String integrity) {
		this.night.defineTransfer("part-size: 5MB, integrity: " + integrity);
		Path small = this.night.file("small.bin", 1000, 2);
		Path empty = this.night.file("empty.bin", 0, 3);

		List<UploadOutcome> outcomes = this.night.run();

		assertThat(outcomes).hasSize(3)
			.allSatisfy((outcome) -> assertThat(outcome.receipt().orElseThrow().proof()).isEqualTo("checksum"));
		assertThat(storedChecksum("small.bin").value()).isEqualTo(sum(small, integrity));
		assertThat(storedChecksum("empty.bin").value()).isEqualTo(sum(empty, integrity));
	}

	@Test
	void the_whole_object_is_summed_from_the_checkpoints_of_several_runs() {
		this.night.defineTransfer("part-size: 5MB, integrity: crc64nvme");
		failAtPart(3);

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		assertThat(storedChecksum("big.bin").value()).isEqualTo(sum(this.file, "crc64nvme"));
		assertThat(this.night.resentParts("big.bin")).isZero();
		assertThat(headersOfComplete()).containsEntry("x-amz-checksum-crc64nvme", sum(this.file, "crc64nvme"))
			.containsEntry("x-amz-checksum-type", "FULL_OBJECT");
	}

	@Test
	void an_upload_keeps_to_the_checksum_that_it_was_begun_with() {
		this.night.defineTransfer("part-size: 5MB, integrity: crc32c");
		failAtPart(3);
		this.night.defineTransfer("part-size: 5MB, integrity: sha256");

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		assertThat(this.night.resentParts("big.bin")).isZero();
		assertThat(storedChecksum("big.bin").value()).isEqualTo(sum(this.file, "crc32c"));
	}

	@Test
	void parts_are_recognised_by_their_checksums_when_the_home_is_lost() {
		this.night.defineTransfer("part-size: 5MB, integrity: crc64nvme");
		failAtPart(3);
		deleteHome();

		assertThat(this.night.run(new RunMode(false, true, false))).singleElement()
			.satisfies((outcome) -> assertThat(outcome.result()).isEqualTo(Result.DELIVERED));

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
		assertThat(storedChecksum("big.bin").value()).isEqualTo(sum(this.file, "crc64nvme"));
	}

	@Test
	void an_object_is_recognised_by_its_checksum_however_it_was_cut() {
		this.night.defineTransfer("part-size: 5MB, integrity: crc64nvme");
		this.night.runOne();
		deleteHome();
		this.night.defineTransfer("part-size: 6MB");

		assertThat(this.night.run(new RunMode(false, true, false))).singleElement()
			.satisfies((outcome) -> assertThat(outcome.receipt().orElseThrow().proof()).isEqualTo("checksum"));

		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void another_store_than_aws_is_relied_on_for_content_md5_only() {
		assertThat(this.night.runOne().receipt().orElseThrow().proof()).isEqualTo("etag");

		assertThat(this.night.s3().requests(Op.UPLOAD_PART)).hasSize(4)
			.allSatisfy((request) -> assertThat(request.headers()).containsKey("content-md5"));
	}

	@Test
	void a_store_that_cannot_be_tried_for_wrong_credentials_is_tried_when_they_are_right() {
		this.night.defineDestination("store: auto");
		this.night.s3().faults().add(Fault.onAny().answer(403, "InvalidAccessKeyId"));

		assertThat(this.night.runOne()).satisfies((failed) -> {
			assertThat(failed.result()).isEqualTo(Result.FAILED);
			assertThat(failed.cure()).isEqualTo(Cure.PERSON);
		});
		this.night.s3().faults().clear();

		assertThat(this.night.runOne().receipt().orElseThrow().checksum()).startsWith("crc64nvme:");
	}

	@Test
	void a_passing_fault_is_waited_for_where_a_store_is_tried() {
		this.night.defineDestination("store: auto");
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).times(5).answer(503, "SlowDown"));

		assertThat(this.night.runOne().receipt().orElseThrow().checksum()).startsWith("crc64nvme:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "md5", "crc64nvme", "crc32c", "sha256" })
	void a_part_that_was_damaged_on_the_wire_is_sent_again(String integrity) {
		this.night.defineTransfer("part-size: 5MB, integrity: " + integrity);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).times(2).damageBody());

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.s3().requests(Op.UPLOAD_PART))
			.filteredOn((request) -> request.key().equals("big.bin") && request.status() == 400)
			.hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "md5", "crc64nvme" })
	void a_part_that_is_damaged_on_the_wire_three_times_fails_the_upload(String integrity) {
		this.night.defineTransfer("part-size: 5MB, integrity: " + integrity);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).damageBody());

		assertThat(this.night.runOne()).satisfies((failed) -> {
			assertThat(failed.result()).isEqualTo(Result.FAILED);
			assertThat(failed.message()).contains("UploadPart 2 of big.bin", "BadDigest", "3 times");
		});
		assertThat(this.night.s3().requests(Op.UPLOAD_PART))
			.filteredOn((request) -> request.key().equals("big.bin") && request.status() == 400)
			.hasSize(3);
		assertThat(this.night.s3().objects()).isEmpty();
		this.night.s3().faults().clear();
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		this.night.assertDelivered(this.file);
	}

	@Test
	void a_part_that_was_damaged_is_sent_again_whatever_the_store_calls_it() {
		this.night.s3().faults().add(Fault.onAny().calling("BadDigest", "InvalidDigest"));
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).once().damageBody());

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		this.night.assertDelivered(this.file);
	}

	@Test
	void an_object_that_the_store_sums_otherwise_is_for_a_person() {
		this.night.defineTransfer("part-size: 5MB, integrity: crc64nvme");
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).key("big.bin").answer(400, "BadDigest"));

		assertThat(this.night.runOne()).satisfies((failed) -> {
			assertThat(failed.cure()).isEqualTo(Cure.PERSON);
			assertThat(failed.message()).contains("CompleteMultipartUpload of big.bin", "sums another object",
					"longhaul abort");
		});
		assertThat(this.night.s3().openUploads()).hasSize(1);
		this.night.s3().faults().clear();
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	private void failAtPart(int number) {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(number).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().clear();
	}

	private void deleteHome() {
		try {
			FileSystemUtils.deleteRecursively(this.home);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private ObjectChecksum storedChecksum(String key) {
		ObjectChecksum checksum = this.night.s3().object(Night.BUCKET, key).entity().checksum();
		return Objects.requireNonNull(checksum, key + " has no checksum");
	}

	private Map<String, String> headersOfComplete() {
		List<RecordedRequest> completes = this.night.s3().requests(Op.COMPLETE_MULTIPART_UPLOAD);
		assertThat(completes).hasSize(1);
		return completes.get(0).headers();
	}

	private static String sum(Path file, String algorithm) {
		SourceFile source = SourceFile.of(file);
		return new FileSlice(source, new Part(1, 0, source.size())).checksum(ChecksumAlgorithm.named(algorithm))
			.base64();
	}

}
