package dev.longhaul;

import java.nio.file.Path;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page of somebody else's, behind a 200, in the place of what the store has of an
 * upload: a portal that wants a login, a proxy in maintenance.
 */
class PortalTest {

	private static final String NO_ANSWER = "it is no answer of S3";

	private final Night night;

	PortalTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.night.file("big.bin", 4 * Night.PART, 1);
	}

	@BeforeEach
	void answerInPlaceOfTheStore() {
		this.night.leaveUnfinished();
		this.night.s3().faults().add(Fault.onAny().answer(200, ""));
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void an_abort_is_not_taken_for_carried_out() {
		assertThat(this.night.longhaul(1, "abort", "1")).contains(NO_ANSWER);
		assertThat(this.night.s3().openUploads()).hasSize(1);

		this.night.s3().faults().clear();
		assertThat(this.night.longhaul("abort", "1")).contains("aborted");
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void a_sweep_does_not_say_that_nothing_was_left() {
		assertThat(this.night.longhaul(1, "sweep")).contains(NO_ANSWER).doesNotContain("nothing was left behind");
	}

	@Test
	void what_has_arrived_is_not_sent_again() {
		UploadOutcome outcome = this.night.runOne();
		assertThat(outcome.cure()).isEqualTo(Cure.RERUN);
		assertThat(outcome.message()).contains("ListParts of big.bin", NO_ANSWER);

		this.night.s3().faults().clear();
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

}
