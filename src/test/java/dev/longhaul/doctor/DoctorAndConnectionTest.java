package dev.longhaul.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.longhaul.doctor.Check.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the doctor finds out about the way to a store: its region, its bucket, its clock,
 * and by whose credentials.
 */
class DoctorAndConnectionTest {

	private final Path folder;

	private final ExaminedStore examined;

	DoctorAndConnectionTest(@TempDir Path folder) {
		this.folder = folder;
		this.examined = new ExaminedStore(folder);
	}

	@AfterEach
	void nothing_stays() {
		this.examined.close();
	}

	@Test
	void says_which_region_and_whose_credentials_and_shows_no_secret() {
		List<Check> checks = this.examined.practice(this.examined.start())
			.define("vault", "{path}", ", region: eu-west-1", "")
			.examine();

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

	@Test
	void wrong_credentials_are_named_by_the_first_request_that_says_why() {
		StrictS3 s3 = this.examined.start();
		System.setProperty("aws.accessKeyId", "AKIAWRONG");

		List<Check> checks = this.examined.practice(s3).define("vault", "").examine();

		assertThat(Practice.only(checks, "create").message()).contains("InvalidAccessKeyId");
		assertThat(Practice.only(checks, "create").advice()).contains("correct the credentials");
		assertThat(Practice.only(checks, "missing-key").result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void a_bucket_that_is_not_there_is_named_and_the_clock_is_compared_all_the_same() {
		StrictS3 s3 = this.examined.use(StrictS3.start());

		List<Check> checks = this.examined.practice(s3).define("vault", "").examine();

		assertThat(Practice.names(checks, Result.FAIL)).containsExactly("bucket");
		assertThat(Practice.only(checks, "bucket").advice()).contains("destination.bucket");
		assertThat(Practice.only(checks, "clock").result()).isEqualTo(Result.OK);
		assertThat(Practice.names(checks, Result.SKIPPED)).contains("create", "abort", "lifecycle");
		assertThat(s3.requests(Op.CREATE_MULTIPART_UPLOAD)).isEmpty();
	}

	@Test
	void a_bucket_of_another_region_is_named() {
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(Op.HEAD_BUCKET).answer(301, "PermanentRedirect"));

		List<Check> checks = this.examined.practice(s3).define("vault", "").examine();

		assertThat(Practice.names(checks, Result.FAIL)).containsExactly("bucket");
		assertThat(Practice.only(checks, "bucket").advice()).contains("another region");
	}

	@Test
	void a_region_that_the_store_does_not_share_is_a_note() {
		Check check = Practice.only(this.examined.practice(this.examined.start())
			.define("vault", "{path}", ", region: eu-west-1", "")
			.examine(), "bucket");

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
		StrictS3 s3 = this.examined
			.use(StrictS3.start(StrictS3Options.defaults().clock(Clock.offset(Clock.systemUTC(), storesAhead)))
				.createBucket("vault"));

		Check check = Practice.only(this.examined.practice(s3).define("vault", "").examine(), "clock");

		assertThat(check.result()).isEqualTo(result);
		assertThat(check.message()).contains(word);
	}

}
