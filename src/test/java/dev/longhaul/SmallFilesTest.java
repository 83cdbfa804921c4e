package dev.longhaul;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the repository knows of files that fit one PutObject, though less is written than
 * Spring Batch would.
 */
class SmallFilesTest {

	private static final String STEPS = "select STEP_NAME, STATUS, EXIT_CODE, COMMIT_COUNT from BATCH_STEP_EXECUTION"
			+ " where START_TIME is not null and END_TIME is not null order by STEP_EXECUTION_ID";

	private static final String JOBS = "select STATUS, EXIT_CODE from BATCH_JOB_EXECUTION"
			+ " where START_TIME is not null and END_TIME >= START_TIME order by JOB_EXECUTION_ID";

	private final Night night;

	SmallFilesTest(@TempDir Path folder) {
		this.night = Night.in(folder);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_delivery_is_written_whole_and_each_row_of_it_seldom() throws IOException {
		Path file = this.night.file("small.bin", 1000, 1);

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		assertStored(file);
		assertThat(this.night.rows(JOBS)).containsExactly("COMPLETED COMPLETED");
		assertThat(this.night.rows(STEPS)).containsExactly("plan COMPLETED ENDED 2");
		// a version for each time that a row was written anew: begun with the intent, and
		// ended
		assertThat(this.night.rows("select VERSION from BATCH_JOB_EXECUTION")).containsExactly("2");
		assertThat(this.night.rows("select VERSION from BATCH_STEP_EXECUTION")).containsExactly("3");
	}

	@Test
	void a_failure_is_written_and_the_next_run_goes_on_from_there() throws IOException {
		Path file = this.night.file("small.bin", 1000, 1);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).once().answer(403, "AccessDenied"));

		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);

		assertThat(this.night.rows(JOBS)).containsExactly("FAILED FAILED");
		assertThat(this.night.rows(STEPS)).containsExactly("plan FAILED FAILED 1");
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		assertStored(file);
		assertThat(this.night.rows(JOBS)).containsExactly("FAILED FAILED", "COMPLETED COMPLETED");
	}

	@Test
	void a_file_system_mounted_anew_since_the_first_try_holds_nothing_up() throws IOException {
		Path file = this.night.file("small.bin", 1000, 1);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).once().answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.sql("update BATCH_JOB_EXECUTION_CONTEXT set SHORT_CONTEXT = "
				+ "regexp_replace(SHORT_CONTEXT, 'dev=[0-9a-f]+', 'dev=fffff')");

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		assertStored(file);
	}

	@Test
	void a_file_that_is_being_planned_is_in_the_history_with_its_time() {
		this.night.file("small.bin", 1000, 1);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).once().answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		// as it was created, and stays while the first step has committed nothing
		this.night.sql("update BATCH_JOB_EXECUTION set STATUS = 'STARTING', START_TIME = null, END_TIME = null,"
				+ " LAST_UPDATED = null");

		for (String command : List.of("status", "history")) {
			assertThat(this.night.longhaul(command, "--json")).contains("small.bin").doesNotContain("1970-");
		}
	}

	@Test
	void a_large_file_has_all_its_steps() {
		Path file = this.night.file("large.bin", 2 * Night.PART, 1);

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		this.night.assertDelivered(file);
		assertThat(this.night.rows(JOBS)).containsExactly("COMPLETED COMPLETED");
		assertThat(this.night.rows(STEPS)).startsWith("plan COMPLETED COMPLETED 1", "open COMPLETED COMPLETED 2")
			.endsWith("afterwards COMPLETED COMPLETED 1")
			.allMatch((step) -> step.contains(" COMPLETED COMPLETED "));
	}

	private void assertStored(Path file) throws IOException {
		assertThat(this.night.s3().object(Night.BUCKET, "small.bin").mismatch(file)).isEqualTo(-1);
	}

}
