package dev.longhaul;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.longhaul.definition.Misconfigured;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A run under limits delivers what a run without them would.
 */
class LimitedRunTest {

	private final Night night;

	LimitedRunTest(@TempDir Path folder) {
		this.night = Night.in(folder);
	}

	@AfterEach
	void close() {
		System.clearProperty("longhaul.bandwidth");
		this.night.close();
	}

	@Test
	void large_and_small_files_arrive_whole_and_each_part_once(@TempDir Path folder) throws IOException {
		System.setProperty("longhaul.bandwidth", "32MB");
		this.night.define("transfer.bandwidth: {\"00:00-24:00\": 16MB}\n");
		Path large = this.night.file("large.bin", 2 * Night.PART + 4711, 1);
		Path small = this.night.file("small.bin", 4711, 2);
		this.night.file("empty.bin", 0, 3);

		List<UploadOutcome> outcomes = this.night.run();

		assertThat(outcomes).extracting(UploadOutcome::result).containsOnly(Result.DELIVERED).hasSize(3);
		this.night.assertDelivered(large);
		assertThat(this.night.s3().object(Night.BUCKET, "small.bin").mismatch(small)).isEqualTo(-1);
		assertThat(this.night.s3().object(Night.BUCKET, "empty.bin").size()).isZero();
		assertThat(this.night.s3().requests(Op.UPLOAD_PART)).hasSize(3);
	}

	@Test
	void a_wrong_limit_of_the_process_is_said_before_anything_starts() {
		System.setProperty("longhaul.bandwidth", "1KB");
		this.night.file("small.bin", 4711, 2);

		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.night::run)
			.havingCause()
			.isInstanceOf(Misconfigured.class)
			.withMessageContaining("longhaul.bandwidth '1KB' a second is too slow for 2 parts at once");
		assertThat(this.night.s3().requests()).isEmpty();
	}

}
