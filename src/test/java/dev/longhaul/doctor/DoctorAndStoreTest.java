package dev.longhaul.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import dev.longhaul.doctor.Check.Result;
import dev.longhaul.stub.AbortRule;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.stub.StrictS3Options;
import dev.longhaul.upload.TrialName;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What the doctor finds out about what a store can do.
 */
class DoctorAndStoreTest {

	private final ExaminedStore examined;

	DoctorAndStoreTest(@TempDir Path folder) {
		this.examined = new ExaminedStore(folder);
	}

	@AfterEach
	void nothing_stays() {
		this.examined.close();
	}

	@Test
	void a_good_store_passes_every_check() {
		StrictS3 s3 = this.examined.start();
		s3.addLifecycle("vault", new AbortRule(true, "", 10));

		List<Check> checks = this.examined.practice(s3).define("vault", "").examine();

		assertThat(checks).filteredOn((check) -> "vault".equals(check.definition()))
			.filteredOn((check) -> !check.name().matches("definition|folder|files|largest-file|keys"))
			.extracting(Check::name, Check::result)
			.containsExactly(ok("connection"), ok("credentials"), ok("bucket"), ok("clock"), ok("create"), ok("part"),
					ok("list-parts"), ok("content-md5"), ok("list-uploads"), ok("abort"), ok("missing-key"),
					ok("integrity"), ok("lifecycle"));
		assertThat(Practice.only(checks, "create").message()).contains(".longhaul-doctor-");
		assertThat(Practice.only(checks, "credentials").message()).contains("STUB")
			.doesNotContain(StrictS3Options.ACCESS_KEY_ID)
			.doesNotContain("secret");
		assertThat(s3.requests()).extracting(RecordedRequest::key)
			.allMatch((key) -> key.isEmpty() || TrialName.isIn(key));
	}

	@Test
	void a_folder_of_keys_that_leaves_no_room_beside_them_is_tried_from_one_above() {
		String folder = "y/".repeat(480);
		Practice practice = this.examined.practice(this.examined.start())
			.define("vault", folder + "z".repeat(20) + "/{name}", "", "");

		assertThat(Practice.only(practice.examine(), "create")).satisfies((check) -> {
			assertThat(check.result()).isEqualTo(Result.OK);
			assertThat(check.message()).contains("of " + folder + ".longhaul-doctor-");
		});
	}

	private static Tuple ok(String name) {
		return tuple(name, Result.OK);
	}

	@Test
	void what_the_definition_asks_of_a_bucket_that_is_not_there_is_skipped_and_said() {
		Practice practice = this.examined.practice(this.examined.start())
			.define("vault", "{path}", ", if-exists: fail, encryption: {type: sse-s3}", "");
		practice.write("jobs/vault.yml", practice.read("jobs/vault.yml").replace("bucket: vault", "bucket: nowhere"));

		assertThat(Practice.names(practice.examine(), Result.SKIPPED)).contains("integrity", "encryption", "if-exists");
	}

	@Test
	void a_bucket_that_wants_to_know_its_owner_and_who_pays_passes_every_check() {
		StrictS3 s3 = this.examined.start();
		s3.addLifecycle("vault", new AbortRule(true, "", 10));
		s3.giveTo("vault", "111122223333");
		s3.letRequesterPay("vault");
		String terms = ", requester-pays: true, expected-owner: ";

		List<Check> checks = this.examined.practice(s3).define("vault", "{path}", terms + "111122223333", "").examine();

		assertThat(checks).filteredOn((check) -> "vault".equals(check.definition()))
			.extracting(Check::result)
			.containsOnly(Result.OK, Result.SKIPPED, Result.NOTE);
		assertThat(s3.requests()).allSatisfy((request) -> assertThat(request.headers())
			.containsEntry("x-amz-expected-bucket-owner", "111122223333"));
		checks = this.examined.practice(s3).define("vault", "{path}", terms + "444455556666", "").examine();
		assertThat(Practice.only(checks, "create").advice()).contains("destination.expected-owner");
		assertThat(Practice.names(checks, Result.OK)).doesNotContain("create", "list-uploads", "missing-key");
	}

	@Test
	void a_key_of_our_own_passes_every_check() throws IOException {
		StrictS3 s3 = this.examined.start();
		s3.addLifecycle("vault", new AbortRule(true, "", 10));
		Path key = this.examined.practice(s3).write("sse-c.key", "a key of thirty-two plain bytes.");
		Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

		List<Check> checks = this.examined.practice(s3)
			.define("vault", "{path}", ", encryption: {type: sse-c, key-file: \"" + key + "\"}", "")
			.examine();

		assertThat(checks).filteredOn((check) -> "vault".equals(check.definition()))
			.extracting(Check::result)
			.containsOnly(Result.OK, Result.SKIPPED, Result.NOTE);
		assertThat(checks.toString()).doesNotContain("thirty-two");
	}

	@Test
	void a_storage_class_that_aws_does_not_know_is_told_of_and_tried() {
		StrictS3 s3 = this.examined.start();

		List<Check> checks = this.examined.practice(s3)
			.define("vault", "{path}", ", storage-class: STANDARD-IA", "")
			.examine();

		assertThat(Practice.only(checks, "storage-class").result()).isEqualTo(Result.WARN);
		assertThat(Practice.only(checks, "storage-class").message()).contains("'STANDARD-IA'");
		assertThat(Practice.only(checks, "storage-class").advice()).contains("STANDARD_IA").doesNotContain("SNOW");
		assertThat(Practice.only(checks, "create").message()).contains("InvalidStorageClass");
		assertThat(this.examined.practice(s3).define("vault", "{path}", ", storage-class: STANDARD_IA", "").examine())
			.extracting(Check::name)
			.doesNotContain("storage-class");
	}

	@Test
	void says_what_auto_comes_to() {
		StrictS3 s3 = this.examined.start();
		assertThat(integrity(s3, "").message()).isEqualTo("auto takes crc64nvme, by a trial");
		s3.faults().add(Fault.onAny().ignoreChecksums());

		assertThat(integrity(s3, "").result()).isEqualTo(Result.NOTE);
		assertThat(integrity(s3, "").message()).endsWith("a proof rests on its ETag");
		assertThat(Practice
			.only(this.examined.practice(s3).define("vault", "{path}", ", encryption: {type: sse-kms}", "").examine(),
					"integrity")
			.message()).contains("rests on the Content-MD5 of its parts");
		assertThat(integrity(s3, "transfer: {integrity: md5}").result()).isEqualTo(Result.OK);
		assertThat(integrity(s3, "transfer: {integrity: sha256}").result()).isEqualTo(Result.FAIL);
	}

	@Test
	void says_whether_if_exists_can_be_kept() {
		StrictS3 s3 = this.examined.start();
		assertThat(ifExists(s3).result()).isEqualTo(Result.OK);
		s3.faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).ignoreHeaders("if-none-match"));

		assertThat(ifExists(s3).result()).isEqualTo(Result.FAIL);
		assertThat(ifExists(s3).message()).contains("ignores If-None-Match on CompleteMultipartUpload");
		assertThat(s3.objects()).isEmpty();
	}

	@Test
	void says_whether_objects_are_encrypted_as_they_are_to_be() {
		StrictS3 s3 = this.examined.start();
		assertThat(encryption(s3, "").result()).isEqualTo(Result.OK);
		assertThat(encryption(s3, ", store: aws").message()).contains("known of aws");
		s3.faults().add(Fault.onAny().ignoreEncryption());

		assertThat(encryption(s3, "").result()).isEqualTo(Result.FAIL);
		assertThat(encryption(s3, "").message()).contains("passes over destination.encryption (sse-kms)");
		s3.faults().add(Fault.on(Op.PUT_OBJECT).answer(403, "AccessDenied"));
		assertThat(encryption(s3, "").result()).isEqualTo(Result.SKIPPED);
	}

	private Check encryption(StrictS3 s3, String destination) {
		String settings = ", encryption: {type: sse-kms}" + destination;
		return Practice.only(this.examined.practice(s3).define("vault", "{path}", settings, "").examine(),
				"encryption");
	}

	private Check integrity(StrictS3 s3, String further) {
		return Practice.only(this.examined.practice(s3).define("vault", further).examine(), "integrity");
	}

	private Check ifExists(StrictS3 s3) {
		return Practice.only(this.examined.practice(s3).define("vault", "{path}", ", if-exists: fail", "").examine(),
				"if-exists");
	}

	@Test
	void a_store_that_does_not_check_content_md5_is_told_of() {
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(Op.UPLOAD_PART).believeContentMd5());

		Check check = Practice.only(this.examined.practice(s3).define("vault", "").examine(), "content-md5");

		assertThat(check.result()).isEqualTo(Result.WARN);
		assertThat(check.message() + check.advice()).contains("ETag");
	}

	@Test
	void each_definition_is_asked_for_by_itself() {
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().answer(400, "InvalidStorageClass"));

		List<Check> checks = this.examined.practice(s3).define("a", "").define("b", "").examine();

		assertThat(checks).filteredOn((check) -> check.name().equals("create"))
			.extracting(Check::definition, Check::result)
			.containsExactly(tuple("a", Result.FAIL), tuple("b", Result.OK));
	}

}
