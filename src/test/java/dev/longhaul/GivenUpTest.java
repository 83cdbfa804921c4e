package dev.longhaul;

import java.nio.file.Path;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads that fail for longer than {@code give-up-after}, and those that only seem to.
 */
class GivenUpTest {

	private final Night night;

	GivenUpTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.night.file("big.bin", 4 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void an_upload_that_fails_for_too_long_is_given_up() {
		this.night.define("give-up-after: 1ms\n");
		this.night.leaveUnfinished();

		UploadOutcome outcome = failOnceMore();

		assertThat(outcome.cure()).isEqualTo(Cure.NOTHING);
		assertThat(outcome.message()).contains("AccessDenied").contains("give-up-after").contains("aborted");
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void an_old_upload_that_goes_on_well_is_not_given_up() {
		this.night.leaveUnfinished();
		this.night.define("give-up-after: 1ms\n");

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void a_clock_that_was_behind_at_the_beginning_gives_nothing_up() {
		this.night.leaveUnfinished();
		setBack("intent");

		assertThat(failOnceMore().message()).doesNotContain("give-up-after");
		assertThat(this.night.s3().openUploads()).hasSize(1);

		setBack("failing-since");
		setBackParts();
		assertThat(failOnceMore().message()).contains("give-up-after").contains("aborted");
	}

	@Test
	void an_upload_whose_parts_still_arrive_is_not_given_up_however_long_ago_it_failed_first() {
		this.night.leaveUnfinished();
		setBack("intent");
		setBack("failing-since");

		assertThat(failOnceMore().message()).contains("AccessDenied").doesNotContain("give-up-after");
		assertThat(this.night.s3().openUploads()).hasSize(1);

		this.night.s3().faults().clear();
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void what_a_killed_run_left_open_is_no_part_that_arrives_when_it_is_closed() {
		this.night.leaveUnfinished();
		failOnceMore();
		setBack("intent");
		setBack("failing-since");
		setBackParts();
		leaveOpen();

		assertThat(failOnceMore().message()).contains("give-up-after").contains("aborted");
	}

	/** As a kill leaves it that came between the parts and the end of their range. */
	private void leaveOpen() {
		this.night.sql("update BATCH_JOB_EXECUTION set STATUS = 'STARTED', EXIT_CODE = 'UNKNOWN', END_TIME = null,"
				+ " CREATE_TIME = timestamp '2020-01-01 00:00:00', LAST_UPDATED = timestamp '2020-01-01 00:00:00'");
		this.night.sql("update BATCH_STEP_EXECUTION set STATUS = 'STARTED', END_TIME = null"
				+ " where STEP_NAME like 'range:parts-%'");
	}

	private UploadOutcome failOnceMore() {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		return this.night.runOne();
	}

	private void setBackParts() {
		this.night.sql("update BATCH_STEP_EXECUTION set LAST_UPDATED = timestamp '2020-01-01 00:00:00'");
	}

	private void setBack(String entry) {
		this.night.sql("update BATCH_JOB_EXECUTION_CONTEXT set SHORT_CONTEXT = regexp_replace(SHORT_CONTEXT, "
				+ "'\"%s\":\"[^\"]*\"', '\"%s\":\"2020-01-01T00:00:00Z\"')".formatted(entry, entry));
	}

}
