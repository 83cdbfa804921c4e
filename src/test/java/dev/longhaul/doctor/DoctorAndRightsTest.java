package dev.longhaul.doctor;

import java.nio.file.Path;
import java.util.List;

import dev.longhaul.doctor.Check.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the doctor finds out about rights that are missing.
 */
class DoctorAndRightsTest {

	private final ExaminedStore examined;

	DoctorAndRightsTest(@TempDir Path folder) {
		this.examined = new ExaminedStore(folder);
	}

	@AfterEach
	void nothing_stays() {
		this.examined.close();
	}

	@Test
	void names_the_rights_that_settings_of_objects_need_beside() {
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		String settings = ", tags: {team: a}, acl: private, object-lock: {legal-hold: true}, "
				+ "encryption: {type: sse-kms}";

		Check check = Practice.only(this.examined.practice(s3).define("vault", "{path}", settings, "").examine(),
				"create");

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
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(op).answer(403, "AccessDenied"));

		List<Check> checks = this.examined.practice(s3).define("vault", "").examine();

		assertThat(Practice.names(checks, Result.FAIL)).containsExactly(check);
		assertThat(Practice.only(checks, check).message()).contains("403 AccessDenied");
		assertThat(Practice.only(checks, check).advice()).contains("grant this right").contains(right);
		assertThat(Practice.only(checks, "missing-key").result()).isEqualTo(Result.OK);
	}

	@Test
	void what_depends_on_an_upload_is_skipped_without_one() {
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).answer(403, "AccessDenied"));

		List<Check> checks = this.examined.practice(s3).define("vault", "").examine("vault");

		assertThat(checks).filteredOn((check) -> check.result() == Result.SKIPPED)
			.filteredOn((check) -> check.message().contains("because no upload could be begun"))
			.extracting(Check::name)
			.containsExactly("part", "list-parts", "content-md5", "abort", "integrity");
	}

	@Test
	void a_missing_right_to_list_the_bucket_is_a_warning() {
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));
		s3.faults().add(Fault.on(Op.HEAD_BUCKET).answer(403, "AccessDenied"));

		List<Check> checks = this.examined.practice(s3).define("vault", "").examine();

		assertThat(Practice.only(checks, "bucket").result()).isEqualTo(Result.NOTE);
		assertThat(Practice.only(checks, "missing-key").result()).isEqualTo(Result.WARN);
		assertThat(Practice.only(checks, "missing-key").message()).contains("s3:ListBucket").contains("s3:GetObject");
		assertThat(Practice.names(checks, Result.FAIL)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "NotSignedUp", "QuotaExceeded", "SignatureDoesNotMatch", "Whatever" })
	void no_right_is_named_where_something_else_is_wrong(String code) {
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).answer(403, code));

		Check check = Practice.only(this.examined.practice(s3).define("vault", "").examine(), "create");

		assertThat(check.message()).contains("403 " + code);
		assertThat(check.message() + check.advice()).doesNotContain("right").doesNotContain("s3:");
	}

}
