package dev.longhaul;

import java.nio.file.Path;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An upload whose object is not what was sent, and what becomes of it when a person has
 * looked and has the file sent again.
 */
class UnprovenDeliveryTest {

	private final Night night;

	UnprovenDeliveryTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.night.file("big.bin", 2 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void is_not_replaced_where_failures_abort() {
		this.night.define("on-failure: abort");
		aStrangerTakesItsPlace();

		for (int night = 1; night <= 3; night++) {
			assertThat(this.night.runOne()).satisfies((outcome) -> {
				assertThat(outcome.result()).isEqualTo(Result.FAILED);
				assertThat(outcome.message()).contains("is not proved", "--again").doesNotContain("aborted");
			});
		}

		assertThat(this.night.s3().object(Night.BUCKET, "big.bin").size()).isLessThan(Night.PART);
		assertThat(this.night.run(new RunMode(true, false, false))).extracting((outcome) -> outcome.result())
			.containsExactly(Result.DELIVERED);
	}

	@Test
	void ends_where_its_file_changes() {
		this.night.define("on-failure: abort");
		aStrangerTakesItsPlace();
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.file("big.bin", Night.PART, 2);

		this.night.run();

		assertThat(this.night.status()).doesNotContain("big.bin");
		assertThat(this.night.s3().object(Night.BUCKET, "big.bin").size()).isEqualTo(Night.PART);
	}

	@Test
	void is_over_as_soon_as_the_file_is_sent_again() {
		aStrangerTakesItsPlace();
		assertThat(this.night.runOne()).satisfies((outcome) -> {
			assertThat(outcome.result()).isEqualTo(Result.FAILED);
			assertThat(outcome.message()).contains("is not proved", "--again");
		});
		assertThat(this.night.status()).contains("failed");

		assertThat(this.night.run(new RunMode(true, false, false))).extracting((outcome) -> outcome.result())
			.containsExactly(Result.DELIVERED);

		assertThat(this.night.s3().object(Night.BUCKET, "big.bin").size()).isEqualTo(2 * Night.PART);
		assertThat(this.night.status()).doesNotContain("big.bin");
		assertThat(this.night.longhaul("rerun")).contains("nothing to go on with");
		assertThat(this.night.longhaul("history")).contains("aborted", "delivered");
		assertThat(this.night.longhaul("prune", "--older-than", "0s")).contains("2 uploads ", "0 stay");
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	private void aStrangerTakesItsPlace() {
		this.night.s3()
			.faults()
			.add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD)
				.once()
				.whenDone(() -> Stranger.puts(this.night.s3(), Night.BUCKET, "big.bin")));
	}

}
