package dev.longhaul.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.longhaul.doctor.Check.Result;
import dev.longhaul.stub.AbortRule;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.OpenUpload;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.stub.StrictS3Options;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import dev.longhaul.upload.TrialName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What the doctor finds out about stores, and that nothing of it stays there.
 */
class DoctorAndStoreTest {

	@TempDir
	private Path folder;

	private @Nullable StrictS3 started;

	private boolean leavesSomething;

	@BeforeEach
	void credentials() {
		System.setProperty("aws.accessKeyId", StrictS3Options.ACCESS_KEY_ID);
		System.setProperty("aws.secretAccessKey", "secret");
	}

	@AfterEach
	void nothing_stays() {
		System.clearProperty("aws.accessKeyId");
		System.clearProperty("aws.secretAccessKey");
		if (this.started != null) {
			try (StrictS3 s3 = this.started) {
				assertThat(s3.objects()).isEmpty();
				if (!this.leavesSomething) {
					assertThat(s3.openUploads()).isEmpty();
				}
			}
		}
	}

	@Test
	void says_what_auto_comes_to() {
		StrictS3 s3 = start();
		assertThat(integrity(s3, "").message()).isEqualTo("auto takes crc64nvme, by a trial");
		s3.faults().add(Fault.onAny().ignoreChecksums());

		assertThat(integrity(s3, "").result()).isEqualTo(Result.NOTE);
		assertThat(integrity(s3, "").message()).endsWith("a proof rests on its ETag");
		assertThat(Practice
			.only(practice(s3).define("vault", "{path}", ", encryption: {type: sse-kms}", "").examine(), "integrity")
			.message()).contains("rests on the Content-MD5 of its parts");
		assertThat(integrity(s3, "transfer: {integrity: md5}").result()).isEqualTo(Result.OK);
		assertThat(integrity(s3, "transfer: {integrity: sha256}").result()).isEqualTo(Result.FAIL);
	}

	@Test
	void says_whether_if_exists_can_be_kept() {
		StrictS3 s3 = start();
		assertThat(ifExists(s3).result()).isEqualTo(Result.OK);
		s3.faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).ignoreHeaders("if-none-match"));

		assertThat(ifExists(s3).result()).isEqualTo(Result.FAIL);
		assertThat(ifExists(s3).message()).contains("ignores If-None-Match on CompleteMultipartUpload");
		assertThat(s3.objects()).isEmpty();
	}

	private Check integrity(StrictS3 s3, String further) {
		return Practice.only(practice(s3).define("vault", further).examine(), "integrity");
	}

	private Check ifExists(StrictS3 s3) {
		return Practice.only(practice(s3).define("vault", "{path}", ", if-exists: fail", "").examine(), "if-exists");
	}

	@Test
	void a_good_store_passes_every_check() {
		StrictS3 s3 = start();
		s3.addLifecycle("vault", new AbortRule(true, "", 10));

		List<Check> checks = practice(s3).define("vault", "").examine();

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
	void a_storage_class_that_aws_does_not_know_is_told_of_and_tried() {
		StrictS3 s3 = start();

		List<Check> checks = practice(s3).define("vault", "{path}", ", storage-class: STANDARD-IA", "").examine();

		assertThat(Practice.only(checks, "storage-class").result()).isEqualTo(Result.WARN);
		assertThat(Practice.only(checks, "storage-class").message()).contains("'STANDARD-IA'");
		assertThat(Practice.only(checks, "storage-class").advice()).contains("STANDARD_IA").doesNotContain("SNOW");
		assertThat(Practice.only(checks, "create").message()).contains("InvalidStorageClass");
		assertThat(practice(s3).define("vault", "{path}", ", storage-class: STANDARD_IA", "").examine())
			.extracting(Check::name)
			.doesNotContain("storage-class");
	}

	@Test
	void a_bucket_that_wants_to_know_its_owner_and_who_pays_passes_every_check() {
		StrictS3 s3 = start();
		s3.addLifecycle("vault", new AbortRule(true, "", 10));
		s3.giveTo("vault", "111122223333");
		s3.letRequesterPay("vault");
		String terms = ", requester-pays: true, expected-owner: ";

		List<Check> checks = practice(s3).define("vault", "{path}", terms + "111122223333", "").examine();

		assertThat(checks).filteredOn((check) -> "vault".equals(check.definition()))
			.extracting(Check::result)
			.containsOnly(Result.OK, Result.SKIPPED, Result.NOTE);
		assertThat(s3.requests()).allSatisfy((request) -> assertThat(request.headers())
			.containsEntry("x-amz-expected-bucket-owner", "111122223333"));
		checks = practice(s3).define("vault", "{path}", terms + "444455556666", "").examine();
		assertThat(Practice.only(checks, "create").advice()).contains("destination.expected-owner");
		assertThat(Practice.names(checks, Result.OK)).doesNotContain("create", "list-uploads", "missing-key");
	}

	@Test
	void a_key_of_our_own_passes_every_check() throws IOException {
		StrictS3 s3 = start();
		s3.addLifecycle("vault", new AbortRule(true, "", 10));
		Path key = practice(s3).write("sse-c.key", "a key of thirty-two plain bytes.");
		Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

		List<Check> checks = practice(s3)
			.define("vault", "{path}", ", encryption: {type: sse-c, key-file: \"" + key + "\"}", "")
			.examine();

		assertThat(checks).filteredOn((check) -> "vault".equals(check.definition()))
			.extracting(Check::result)
			.containsOnly(Result.OK, Result.SKIPPED, Result.NOTE);
		assertThat(checks.toString()).doesNotContain("thirty-two");
	}

	@Test
	void says_which_region_and_whose_credentials_and_shows_no_secret() {
		List<Check> checks = practice(start()).define("vault", "{path}", ", region: eu-west-1", "").examine();

		assertThat(Practice.only(checks, "connection").message()).isEqualTo("region eu-west-1, without a proxy");
		assertThat(Practice.only(checks, "credentials").message())
			.isEqualTo("the system property aws.accessKeyId, with an access key id that ends with STUB");
	}

	@Test
	void a_region_that_is_not_known_is_a_warning_with_those_that_are_like_it() {
		Practice practice = new Practice(this.folder, Practice.NOWHERE);
		practice.write("jobs/vault.yml", """
				source: {directory: "%s"}
				destination: {bucket: vault, region: eu-wst-1}
				""".formatted(this.folder));

		Check check = Practice.only(practice.examine(), "connection");

		assertThat(check.result()).isEqualTo(Result.WARN);
		assertThat(check.message() + check.advice()).contains("eu-wst-1, which is not known here")
			.contains("perhaps eu-west-1, ");
	}

	@Test
	void requests_to_a_multi_region_access_point_are_signed_for_all_regions() {
		Practice practice = new Practice(this.folder, Practice.NOWHERE);
		practice.write("jobs/vault.yml", """
				source: {directory: "%s"}
				destination: {bucket: "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap"}
				""".formatted(this.folder));

		assertThat(Practice.only(practice.examine(), "connection").message())
			.isEqualTo("requests are signed for all regions (SigV4A), without a proxy");
	}

	private static Tuple ok(String name) {
		return tuple(name, Result.OK);
	}

	@Test
	void names_the_rights_that_settings_of_objects_need_beside() {
		StrictS3 s3 = start();
		s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		String settings = ", tags: {team: a}, acl: private, object-lock: {legal-hold: true}, "
				+ "encryption: {type: sse-kms}";

		Check check = Practice.only(practice(s3).define("vault", "{path}", settings, "").examine(), "create");

		assertThat(check.message() + check.advice())
			.contains("(needed: s3:PutObject, s3:PutObjectTagging for destination.tags, "
					+ "s3:PutObjectAcl for destination.acl, s3:PutObjectLegalHold for destination.object-lock.legal-hold, "
					+ "kms:GenerateDataKey and kms:Decrypt for destination.encryption)");
	}

	@ParameterizedTest
	@CsvSource({ "CREATE_MULTIPART_UPLOAD, create, s3:PutObject", "UPLOAD_PART, part, s3:PutObject",
			"LIST_PARTS, list-parts, s3:ListMultipartUploadParts",
			"LIST_MULTIPART_UPLOADS, list-uploads, s3:ListBucketMultipartUploads" })
	void a_right_that_is_missing_fails_its_check_alone(Op op, String check, String right) {
		StrictS3 s3 = start();
		s3.faults().add(Fault.on(op).answer(403, "AccessDenied"));

		List<Check> checks = practice(s3).define("vault", "").examine();

		assertThat(Practice.names(checks, Result.FAIL)).containsExactly(check);
		assertThat(Practice.only(checks, check).message()).contains("403 AccessDenied");
		assertThat(Practice.only(checks, check).advice()).contains("grant this right").contains(right);
		assertThat(Practice.only(checks, "missing-key").result()).isEqualTo(Result.OK);
	}

	@Test
	void what_depends_on_an_upload_is_skipped_without_one() {
		StrictS3 s3 = start();
		s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).answer(403, "AccessDenied"));

		List<Check> checks = practice(s3).define("vault", "").examine("vault");

		assertThat(checks).filteredOn((check) -> check.result() == Result.SKIPPED)
			.filteredOn((check) -> check.message().contains("because no upload could be begun"))
			.extracting(Check::name)
			.containsExactly("part", "list-parts", "content-md5", "abort", "integrity");
	}

	@Test
	void an_abort_that_is_refused_tells_what_is_left() {
		StrictS3 s3 = start();
		s3.faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		this.leavesSomething = true;

		List<Check> checks = practice(s3).define("vault", "").examine();

		assertThat(Practice.names(checks, Result.FAIL)).containsExactly("abort", "left-behind");
		assertThat(Practice.only(checks, "abort").advice()).contains("s3:AbortMultipartUpload");
		OpenUpload left = s3.openUploads().get(0);
		assertThat(Practice.only(checks, "left-behind").message()).contains(left.key()).contains(left.uploadId());
		assertThat(Practice.only(checks, "left-behind").advice()).contains("abort it by hand");
	}

	@Test
	void an_abort_that_leaves_parts_is_repeated() {
		StrictS3 s3 = start();
		s3.faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).abortLeavesParts(2));

		assertThat(Practice.only(practice(s3).define("vault", "").examine(), "abort").result()).isEqualTo(Result.OK);
	}

	@Test
	void an_upload_whose_id_nobody_learned_is_taken_away() {
		StrictS3 s3 = start();
		s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).doneButAnswerLost());

		List<Check> checks = practice(s3).define("vault", "").examine();

		assertThat(Practice.only(checks, "create").result()).isEqualTo(Result.FAIL);
		assertThat(s3.requests(Op.ABORT_MULTIPART_UPLOAD)).isNotEmpty();
	}

	@Test
	void a_twin_of_the_probe_is_taken_away() {
		StrictS3 s3 = start();
		s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().doneButAnswerLost());

		List<Check> checks = practice(s3).define("vault", "").examine();

		assertThat(Practice.only(checks, "create").result()).isEqualTo(Result.OK);
		assertThat(checks).filteredOn((check) -> check.name().equals("abort"))
			.extracting(Check::result)
			.containsExactly(Result.OK, Result.OK);
	}

	@Test
	void a_store_that_fails_in_between_is_left_clean() {
		StrictS3 s3 = start();
		s3.faults().add(Fault.on(Op.UPLOAD_PART).answer(500, "InternalError"));
		s3.faults().add(Fault.on(Op.LIST_PARTS).once().resetBeforeAnswer());

		List<Check> checks = practice(s3).define("vault", "").examine();

		assertThat(Practice.names(checks, Result.FAIL)).containsExactly("part");
		assertThat(Practice.only(checks, "abort").result()).isEqualTo(Result.OK);
	}

	@Test
	void a_store_that_does_not_check_content_md5_is_told_of() {
		StrictS3 s3 = start();
		s3.faults().add(Fault.on(Op.UPLOAD_PART).believeContentMd5());

		Check check = Practice.only(practice(s3).define("vault", "").examine(), "content-md5");

		assertThat(check.result()).isEqualTo(Result.WARN);
		assertThat(check.message() + check.advice()).contains("ETag");
	}

	@Test
	void a_missing_right_to_list_the_bucket_is_a_warning() {
		StrictS3 s3 = start();
		s3.faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));
		s3.faults().add(Fault.on(Op.HEAD_BUCKET).answer(403, "AccessDenied"));

		List<Check> checks = practice(s3).define("vault", "").examine();

		assertThat(Practice.only(checks, "bucket").result()).isEqualTo(Result.NOTE);
		assertThat(Practice.only(checks, "missing-key").result()).isEqualTo(Result.WARN);
		assertThat(Practice.only(checks, "missing-key").message()).contains("s3:ListBucket").contains("s3:GetObject");
		assertThat(Practice.names(checks, Result.FAIL)).isEmpty();
	}

	@Test
	void wrong_credentials_are_named_by_the_first_request_that_says_why() {
		StrictS3 s3 = start();
		System.setProperty("aws.accessKeyId", "AKIAWRONG");

		List<Check> checks = practice(s3).define("vault", "").examine();

		assertThat(Practice.only(checks, "create").message()).contains("InvalidAccessKeyId");
		assertThat(Practice.only(checks, "create").advice()).contains("correct the credentials");
		assertThat(Practice.only(checks, "missing-key").result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void a_bucket_that_is_not_there_is_named_and_the_clock_is_compared_all_the_same() {
		this.started = StrictS3.start();

		List<Check> checks = practice(this.started).define("vault", "").examine();

		assertThat(Practice.names(checks, Result.FAIL)).containsExactly("bucket");
		assertThat(Practice.only(checks, "bucket").advice()).contains("destination.bucket");
		assertThat(Practice.only(checks, "clock").result()).isEqualTo(Result.OK);
		assertThat(Practice.names(checks, Result.SKIPPED)).contains("create", "abort", "lifecycle");
		assertThat(this.started.requests(Op.CREATE_MULTIPART_UPLOAD)).isEmpty();
	}

	@Test
	void a_bucket_of_another_region_is_named() {
		StrictS3 s3 = start();
		s3.faults().add(Fault.on(Op.HEAD_BUCKET).answer(301, "PermanentRedirect"));

		List<Check> checks = practice(s3).define("vault", "").examine();

		assertThat(Practice.names(checks, Result.FAIL)).containsExactly("bucket");
		assertThat(Practice.only(checks, "bucket").advice()).contains("another region");
	}

	@Test
	void a_region_that_the_store_does_not_share_is_a_note() {
		Check check = Practice.only(practice(start()).define("vault", "{path}", ", region: eu-west-1", "").examine(),
				"bucket");

		assertThat(check.result()).isEqualTo(Result.NOTE);
		assertThat(check.message()).contains("us-east-1").contains("eu-west-1");
	}

	@Test
	void a_store_that_does_not_answer_is_named_once() {
		List<Check> checks = new Practice(this.folder, Practice.NOWHERE).define("vault", "").examine();

		assertThat(Practice.names(checks, Result.FAIL)).containsExactly("bucket");
		assertThat(Practice.only(checks, "bucket").message()).contains("does not answer");
		assertThat(Practice.names(checks, Result.SKIPPED)).contains("clock", "create", "missing-key", "lifecycle");
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, OK, agrees", "PT2M, WARN, behind", "PT-2M, WARN, ahead", "PT10M, FAIL, behind",
			"PT-10M, FAIL, ahead" })
	void the_clock_is_compared(Duration storesAhead, Result result, String word) {
		this.started = StrictS3.start(StrictS3Options.defaults().clock(Clock.offset(Clock.systemUTC(), storesAhead)))
			.createBucket("vault");

		Check check = Practice.only(practice(this.started).define("vault", "").examine(), "clock");

		assertThat(check.result()).isEqualTo(result);
		assertThat(check.message()).contains(word);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					7 |           | {path}       |                                    | OK   | after 7 days
					2 |           | {path}       |                                    | WARN | sooner than give-up-after (168 hours)
					2 |           | {path}       | give-up-after: 1d                  | OK   | after 2 days
					9 | db/       | {path}       |                                    | WARN | no rule
					9 | db/       | db/{path}    |                                    | OK   | for db/
					9 | db/       | other/{path} |                                    | WARN | no rule
					2 | db/mon/   | db/{path}    |                                    | WARN | sooner
					9 |           | {path}       | on-failure: keep                   | WARN | wants them kept
					0 |           | {path}       | on-failure: keep                   | NOTE | no rule
					0 |           | {path}       | give-up-after: 36h                 | WARN | no rule
					""")
	void the_lifecycle_rules_are_judged(int days, @Nullable String prefix, String key, @Nullable String further,
			Result result, String words) {
		StrictS3 s3 = start();
		s3.addLifecycle("vault", new AbortRule(false, "", 1));
		if (days > 0) {
			s3.addLifecycle("vault", new AbortRule(true, (prefix != null) ? prefix : "", days));
		}

		Check check = Practice.only(practice(s3).define("vault", key, "", (further != null) ? further : "").examine(),
				"lifecycle");

		assertThat(check.result()).isEqualTo(result);
		assertThat(check.message()).contains(words);
		assertThat(check.advice() == null).isEqualTo(result != Result.WARN);
	}

	@Test
	void a_bucket_without_lifecycle_rules_is_a_warning() {
		Check check = Practice.only(practice(start()).define("vault", "").examine(), "lifecycle");

		assertThat(check.result()).isEqualTo(Result.WARN);
		assertThat(check.advice()).contains("AbortIncompleteMultipartUpload").contains("DaysAfterInitiation: 7");
	}

	@ParameterizedTest
	@CsvSource({ "403, AccessDenied", "501, NotImplemented" })
	void lifecycle_rules_that_cannot_be_read_are_a_note(int status, String code) {
		StrictS3 s3 = start();
		s3.faults().add(Fault.on(Op.GET_BUCKET_LIFECYCLE).answer(status, code));

		Check check = Practice.only(practice(s3).define("vault", "").examine(), "lifecycle");

		assertThat(check.result()).isEqualTo(Result.NOTE);
		assertThat(check.message()).contains(code);
	}

	@Test
	void each_definition_is_asked_for_by_itself() {
		StrictS3 s3 = start();
		s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().answer(400, "InvalidStorageClass"));

		List<Check> checks = practice(s3).define("a", "").define("b", "").examine();

		assertThat(checks).filteredOn((check) -> check.name().equals("create"))
			.extracting(Check::definition, Check::result)
			.containsExactly(tuple("a", Result.FAIL), tuple("b", Result.OK));
	}

	private StrictS3 start() {
		StrictS3 s3 = StrictS3.start().createBucket("vault");
		this.started = s3;
		return s3;
	}

	private Practice practice(StrictS3 s3) {
		return new Practice(this.folder, s3.endpoint());
	}

}
