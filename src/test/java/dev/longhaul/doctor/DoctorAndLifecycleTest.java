package dev.longhaul.doctor;

import java.nio.file.Path;

import dev.longhaul.doctor.Check.Result;
import dev.longhaul.stub.AbortRule;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.stub.StrictS3;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the doctor says of the rules by which a bucket aborts uploads.
 */
class DoctorAndLifecycleTest {

	private final ExaminedStore examined;

	DoctorAndLifecycleTest(@TempDir Path folder) {
		this.examined = new ExaminedStore(folder);
	}

	@AfterEach
	void nothing_stays() {
		this.examined.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					7 |           | {path}       |                                    | OK   | after 7 days
					2 |           | {path}       |                                    | WARN | sooner than give-up-after (168 hours)
					2 |           | {path}       | give-up-after: 1d                  | OK   | after 2 days
					9 | db/       | {path}       |                                    | WARN | no rule
					9 | db/       | db/{path}    |                                    | OK   | for db/
					9 | db/       | /db/{path}   |                                    | OK   | for db/
					9 | db/       | other/{path} |                                    | WARN | no rule
					2 | db/mon/   | db/{path}    |                                    | WARN | sooner
					9 |           | {path}       | on-failure: keep                   | WARN | wants them kept
					0 |           | {path}       | on-failure: keep                   | NOTE | no rule
					0 |           | {path}       | give-up-after: 36h                 | WARN | no rule
					""")
	void the_lifecycle_rules_are_judged(int days, @Nullable String prefix, String key, @Nullable String further,
			Result result, String words) {
		StrictS3 s3 = this.examined.start();
		s3.addLifecycle("vault", new AbortRule(false, "", 1));
		if (days > 0) {
			s3.addLifecycle("vault", new AbortRule(true, (prefix != null) ? prefix : "", days));
		}

		Check check = Practice.only(
				this.examined.practice(s3).define("vault", key, "", (further != null) ? further : "").examine(),
				"lifecycle");

		assertThat(check.result()).isEqualTo(result);
		assertThat(check.message()).contains(words);
		assertThat(check.advice() == null).isEqualTo(result != Result.WARN);
		// a key's own folder, or rights for it would not count
		assertThat(s3.requests(Op.CREATE_MULTIPART_UPLOAD)).extracting(RecordedRequest::key)
			.isNotEmpty()
			.allMatch((tried) -> tried.startsWith(key.replaceAll("^/|\\{.*", "")));
	}

	@Test
	void a_bucket_without_lifecycle_rules_is_a_warning() {
		Check check = Practice.only(this.examined.practice(this.examined.start()).define("vault", "").examine(),
				"lifecycle");

		assertThat(check.result()).isEqualTo(Result.WARN);
		assertThat(check.advice()).contains("AbortIncompleteMultipartUpload").contains("DaysAfterInitiation: 7");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			, store: minio |            |                      | WARN | sooner than give-up-after (168 hours)
			               | MinIO      |                      | WARN | sooner than give-up-after (168 hours)
			               | MinIO      | on-failure: keep     | WARN | wants them kept
			               | MinIO      | give-up-after: 25h   | WARN | sooner than give-up-after (25 hours)
			               | MinIO/2024 | give-up-after: 24h   | OK   | stale_uploads_expiry
			               | Ceph       | give-up-after: 24h   | WARN | no rule
			""")
	void a_store_that_ends_uploads_by_itself_is_not_told_to_have_a_rule(@Nullable String destination,
			@Nullable String server, @Nullable String further, Result result, String words) {
		StrictS3 s3 = this.examined.start();
		if (server != null) {
			s3.faults().add(Fault.on(Op.HEAD_BUCKET).header("server", server));
		}

		Check check = Practice.only(this.examined.practice(s3)
			.define("vault", "{path}", (destination != null) ? destination : "", (further != null) ? further : "")
			.examine(), "lifecycle");

		assertThat(check.result()).isEqualTo(result);
		assertThat(check.message()).contains(words);
		assertThat(check.toString().contains("AbortIncompleteMultipartUpload")).isEqualTo("Ceph".equals(server));
		assertThat(check.toString().contains("24 hours after their beginning")).isNotEqualTo("Ceph".equals(server));
	}

	@ParameterizedTest
	@CsvSource({ "403, AccessDenied", "501, NotImplemented" })
	void lifecycle_rules_that_cannot_be_read_are_a_note(int status, String code) {
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(Op.GET_BUCKET_LIFECYCLE).answer(status, code));

		Check check = Practice.only(this.examined.practice(s3).define("vault", "").examine(), "lifecycle");

		assertThat(check.result()).isEqualTo(Result.NOTE);
		assertThat(check.message()).contains(code);
	}

}
