package dev.longhaul;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.sweep.SweptUpload;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stores that tell less than S3 does: uploads, restarts, sweeps and proofs go well, and
 * what cannot be proved is said.
 */
@Timeout(120)
class LaxStoresTest {

	@TempDir
	private Path folder;

	private Night night;

	private Path file;

	@BeforeEach
	void open() {
		this.night = Night.in(this.folder);
		this.file = this.night.file("big.bin", 3 * Night.PART + 1000, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@ParameterizedTest
	@CsvSource({ "md5, etag", "crc64nvme, checksum", "sha256, checksum" })
	void answers_to_parts_without_an_etag(String integrity, String proof) {
		this.night.defineTransfer("part-size: 5MB, integrity: " + integrity);
		Fault lax = Fault.on(Op.UPLOAD_PART).emptyEtags();

		assertDeliveredByTwoRuns(proof, lax);

		assertThat(this.night.longhaul("verify", this.file.toString())).contains("equals that of the file");
	}

	@ParameterizedTest
	@CsvSource({ "md5, size, read back", "crc64nvme, checksum, the store's crc64nvme equals" })
	void no_etags_at_all(String integrity, String proof, String verified) {
		this.night.defineTransfer("part-size: 5MB, integrity: " + integrity);

		assertDeliveredByTwoRuns(proof, Fault.onAny().emptyEtags());

		assertThat(this.night.longhaul("verify", this.file.toString())).contains(verified);
	}

	@Test
	void a_checksum_of_a_small_file_that_is_passed_over_proves_nothing_but_its_etag_does() {
		Path small = this.night.file("small.bin", 1000, 2);
		this.night.defineStore("aws", "part-size: 32MB");
		this.night.s3().faults().add(Fault.onAny().ignoreChecksums());

		assertThat(this.night.run()).hasSize(2)
			.allSatisfy((outcome) -> assertThat(outcome.result()).as("%s", outcome).isEqualTo(Result.DELIVERED))
			.allSatisfy((outcome) -> assertThat(outcome.receipt().orElseThrow().proof()).isEqualTo("etag"));

		assertThat(this.night.longhaul("verify", small.toString())).contains("equals that of the file");
	}

	@Test
	void a_checksum_that_may_have_been_passed_over_proves_nothing_after_a_lost_answer() {
		this.night.file("small.bin", 1000, 2);
		this.night.defineStore("aws", "part-size: 32MB");
		this.night.s3().faults().add(Fault.onAny().ignoreChecksums());
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).doneButAnswerLost());
		this.night.run();

		this.night.s3().faults().add(Fault.onAny().emptyEtags());
		assertThat(this.night.run()).hasSize(2)
			.allSatisfy((outcome) -> assertThat(outcome.receipt().orElseThrow().proof()).isEqualTo("size"));
	}

	@Test
	void what_is_not_proved_is_said() {
		this.night.s3().faults().add(Fault.onAny().emptyEtags());
		this.night.s3().faults().add(Fault.onAny().believeContentMd5());
		this.night.runOne();

		assertThat(this.night.longhaul("show", this.file.toString())).contains("no ETag")
			.contains("marker and size only")
			.contains("verify --download");
	}

	@Test
	void a_content_md5_that_is_believed_proves_nothing() {
		this.night.defineDestination("store: auto, encryption: {type: sse-kms}");

		assertDeliveredByTwoRuns("size", Fault.onAny().ignoreChecksums(), Fault.onAny().believeContentMd5());

		assertThat(this.night.longhaul("show", this.file.toString())).contains("marker and size only")
			.contains("verify --download");
	}

	@ParameterizedTest
	@CsvSource({ "CREATE_MULTIPART_UPLOAD, 501, NotImplemented", "CREATE_MULTIPART_UPLOAD, 403, AccessDenied",
			"UPLOAD_PART, 501, NotImplemented" })
	void a_content_md5_that_nobody_may_try_proves_nothing(Op refused, int status, String code) {
		Path small = this.night.file("small.bin", 1000, 2);
		this.night.defineTo("encryption: {type: sse-kms}", "part-size: 32MB");
		this.night.s3().faults().add(Fault.on(refused).answer(status, code));

		assertThat(this.night.run()).hasSize(2)
			.allSatisfy((outcome) -> assertThat(outcome.result()).as("%s", outcome).isEqualTo(Result.DELIVERED))
			.allSatisfy((outcome) -> assertThat(outcome.receipt().orElseThrow().proof()).isEqualTo("size"));

		assertThat(this.night.longhaul("show", small.toString())).contains("marker and size only");
		this.night.s3().faults().clear();
		this.night.file("next.bin", 1000, 3);
		assertThat(this.night.run()).filteredOn((outcome) -> outcome.key().equals("next.bin"))
			.singleElement()
			.satisfies((outcome) -> assertThat(outcome.receipt().orElseThrow().proof()).isEqualTo("content-md5"));
	}

	@Test
	void etags_without_quotes() {
		assertDeliveredByTwoRuns("etag", Fault.onAny().unquotedEtags());

		assertThat(this.night.longhaul("verify", "--download", this.file.toString())).contains("every byte");
	}

	@Test
	void headers_whose_names_have_capitals() {
		assertDeliveredByTwoRuns("etag", Fault.onAny().capitalHeaders());

		assertThat(this.night.longhaul("verify", this.file.toString())).contains("equals that of the file");
	}

	@Test
	void objects_without_a_length() {
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).noLength());

		assertThat(this.night.runOne()).satisfies((outcome) -> {
			assertThat(outcome.result()).isEqualTo(Result.FAILED);
			assertThat(outcome.cure()).isEqualTo(Cure.PERSON);
			assertThat(outcome.message()).contains("HeadObject of big.bin", "no length (Content-Length)",
					"compresses answers");
		});

		this.night.s3().faults().clear();
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		this.night.assertDelivered(this.file);
	}

	@Test
	void checksums_that_nobody_knows() {
		this.night.defineDestination("store: auto");

		assertDeliveredByTwoRuns("etag", Fault.onAny().ignoreChecksums());
	}

	@Test
	void checksums_of_objects_that_are_those_of_their_parts_only() {
		this.night.defineTransfer("part-size: 5MB, integrity: crc32c");

		assertDeliveredByTwoRuns("checksum", Fault.onAny().ignoreHeaders("x-amz-checksum-type"));

		assertThat(this.night.longhaul("verify", this.file.toString())).contains("crc32c equals that of the file");
	}

	@Test
	void checksums_of_whole_objects_that_are_refused() {
		this.night.defineTransfer("part-size: 5MB, integrity: crc32c");

		// that of the trial, and that of the file
		assertDeliveredByTwoRuns("checksum", Fault.on(Op.CREATE_MULTIPART_UPLOAD).nth(1).answer(400, "InvalidRequest"),
				Fault.on(Op.CREATE_MULTIPART_UPLOAD).nth(3).answer(400, "InvalidRequest"));

		assertThat(this.night.s3().requests(Op.CREATE_MULTIPART_UPLOAD))
			.extracting((request) -> request.headers().get("x-amz-checksum-type"))
			.containsExactly("FULL_OBJECT", "COMPOSITE", "FULL_OBJECT", "COMPOSITE");
		assertThat(this.night.longhaul("verify", this.file.toString())).contains("crc32c equals that of the file");
	}

	@Test
	void checksums_without_types() {
		this.night.defineTransfer("part-size: 5MB, integrity: sha256");

		assertDeliveredByTwoRuns("checksum", likeGarage());

		assertThat(this.night.longhaul("verify", this.file.toString())).contains("sha256 equals that of the file");
	}

	@Test
	void checksums_without_types_that_are_found_by_a_trial() throws IOException {
		this.night.defineDestination("store: auto");
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).nth(1).answer(400, "InvalidRequest"));

		assertDeliveredByTwoRuns("checksum", likeGarage());

		assertThat(this.night.longhaul("show", this.file.toString())).contains("crc32c");
		assertThat(this.night.longhaul("verify", this.file.toString())).contains("crc32c equals that of the file");
		FileSystemUtils.deleteRecursively(this.folder.resolve("home"));
		assertThat(this.night.longhaul("verify", this.file.toString())).contains("every byte equals the file's");
	}

	private static Fault[] likeGarage() {
		return Stream
			.concat(Fault.onAny().untypedChecksums().stream(),
					Stream.of(Fault.onAny().calling("BadDigest", "InvalidDigest")))
			.toArray(Fault[]::new);
	}

	@Test
	void uploads_that_are_gone_as_keys_are() {
		Fault lax = Fault.onAny().calling("NoSuchUpload", "NoSuchKey");
		failAtPart(3);
		this.night.s3().faults().add(lax);
		this.night.s3().faults().add(Fault.on(Op.LIST_PARTS).once().vanish());

		assertThat(this.night.runOne().receipt().orElseThrow().attempt()).isEqualTo(2);

		this.night.file("big.bin", 2 * Night.PART, 2);
		failAtPart(2);
		this.night.s3().faults().add(lax);
		assertThat(this.night.longhaul("abort", "3")).contains("aborted  upload 3");
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void lists_of_parts_that_pass_over_the_marker() {
		Fault everAgain = Fault.on(Op.LIST_PARTS).ignoreQuery("part-number-marker", "max-parts");

		assertDeliveredByTwoRuns("etag", everAgain, Fault.on(Op.LIST_PARTS).neverTheLastPage());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void lists_of_uploads_without_an_end(boolean dryRun) {
		failAtPart(3);
		this.night.s3().createBucket("other");
		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).ignoreQuery("key-marker", "upload-id-marker"));
		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).neverTheLastPage());

		List<SweptUpload> swept = this.night.sweep(dryRun);

		assertThat(swept).extracting(SweptUpload::result)
			.containsExactly(SweptUpload.Result.KEPT, SweptUpload.Result.FAILED);
		assertThat(swept.get(1).message()).contains("says that it has more unfinished uploads than it lists");
		assertThat(this.night.s3().requests(Op.LIST_MULTIPART_UPLOADS)).hasSizeLessThan(10);
		assertThat(this.night.longhaul(3, "sweep", "--dry-run")).contains("1 kept, 1 FAILED");
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
	}

	private void assertDeliveredByTwoRuns(String proof, Fault... laxities) {
		List.of(laxities).forEach(this.night.s3().faults()::add);
		failAtPart(3);
		List.of(laxities).forEach(this.night.s3().faults()::add);

		assertThat(this.night.runOne()).satisfies((outcome) -> {
			assertThat(outcome.result()).isEqualTo(Result.RESUMED);
			assertThat(outcome.receipt().orElseThrow().proof()).isEqualTo(proof);
		});
		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).as("parts sent twice").isZero();
		assertThat(this.night.sweep(false)).isEmpty();
		assertThat(this.night.run()).allSatisfy((next) -> assertThat(next.result()).isEqualTo(Result.SKIPPED));
	}

	private void failAtPart(int number) {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).key("big.bin").part(number).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().clear();
	}

}
