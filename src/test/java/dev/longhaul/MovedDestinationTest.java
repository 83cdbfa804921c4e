package dev.longhaul;

import java.nio.file.Path;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.OpenUpload;
import dev.longhaul.sweep.SweptUpload;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A definition that moves to a bucket of another owner, in another region, frees the
 * parts that it left in the old one.
 */
class MovedDestinationTest {

	private static final String NEW = "annex";

	private static final String MOVED = "region: us-east-1, expected-owner: \"222222222222\"";

	private static final String OR_BACK = ", or put the old destination back into the definition for one 'longhaul sweep'";

	@TempDir
	private Path folder;

	private Night night;

	private Path file;

	@BeforeEach
	void leaveUnfinished() {
		this.night = Night.in(this.folder);
		this.night.s3().createBucket(NEW);
		this.night.s3().giveTo(Night.BUCKET, "111111111111");
		this.night.s3().placeIn(Night.BUCKET, "eu-west-1");
		this.night.s3().giveTo(NEW, "222222222222");
		this.night.s3().placeIn(NEW, "us-east-1");
		this.night.defineTo("region: eu-west-1, expected-owner: \"111111111111\"");
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
		this.night.move(NEW, MOVED);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void the_next_run_aborts_the_old_upload_where_it_was_begun() {
		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SUPERSEDED, Result.DELIVERED);

		assertFreedAndDelivered();
		assertThat(this.night.s3().requests(Op.ABORT_MULTIPART_UPLOAD)).singleElement()
			.satisfies((abort) -> assertThat(abort.headers()).containsEntry("x-amz-expected-bucket-owner",
					"111111111111"));
		assertThat(this.night.s3().requests()).as("redirects").noneMatch((request) -> request.status() == 301);
	}

	@Test
	void an_upload_of_an_older_longhaul_is_found_in_whichever_region_it_is() {
		forgetBearings();

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SUPERSEDED, Result.DELIVERED);

		assertFreedAndDelivered();
		assertThat(this.night.s3().requests()).as("redirects").anyMatch((request) -> request.status() == 301);
	}

	@Test
	void abort_ends_it_too() {
		this.night.longhaul("abort", "1");

		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void a_refused_abort_is_not_answered_with_what_would_break_the_definition() {
		this.night.s3().giveTo(Night.BUCKET, "333333333333");

		assertThat(this.night.run()).filteredOn((outcome) -> outcome.result() == Result.FAILED)
			.singleElement()
			.satisfies((outcome) -> assertThat(outcome.message()).contains("403 AccessDenied")
				.contains("111111111111, which destination.expected-owner said)")
				.endsWith(OR_BACK));
		assertThat(this.night.sweep(false)).allSatisfy((swept) -> {
			assertThat(swept.cure()).isEqualTo(Cure.PERSON);
			assertThat(swept.message()).endsWith(OR_BACK);
		}).isNotEmpty();
		assertThat(this.night.s3().openUploads()).extracting(OpenUpload::bucket).containsExactly(Night.BUCKET);

		this.night.s3().giveTo(Night.BUCKET, "111111111111");
		assertThat(this.night.sweep(false)).extracting(SweptUpload::result).containsExactly(SweptUpload.Result.ABORTED);

		assertFreedAndDelivered();
	}

	@Test
	void sweep_aborts_what_the_old_bucket_lists_again() {
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(404, "NoSuchUpload"));
		this.night.run();
		this.night.s3().faults().clear();
		this.night.defineTo("region: eu-west-1, expected-owner: \"111111111111\"");
		this.night.leaveUnfinished();
		this.night.move(NEW, MOVED);
		forgetBearings();

		assertThat(this.night.sweep(false)).extracting(SweptUpload::result)
			.containsExactlyInAnyOrder(SweptUpload.Result.ABORTED, SweptUpload.Result.KEPT);

		assertThat(this.night.s3().openUploads()).hasSize(1);
	}

	private void assertFreedAndDelivered() {
		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.s3().object(NEW, "big.bin").mismatch(this.file)).isEqualTo(-1);
	}

	/** As it was before they were noted. */
	private void forgetBearings() {
		this.night.sql("update BATCH_JOB_EXECUTION_CONTEXT set SHORT_CONTEXT = "
				+ "regexp_replace(SHORT_CONTEXT, '\"(region|expected-owner)\":\"[^\"]*\",?', '')");
	}

}
