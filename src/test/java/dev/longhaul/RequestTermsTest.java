package dev.longhaul;

import java.io.IOException;
import java.nio.file.Path;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.sweep.SweptUpload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bucket that answers only those who know its owner and pay is worked with by every
 * command.
 */
class RequestTermsTest {

	private static final String OWNER = "111122223333";

	@TempDir
	private Path folder;

	private Night night;

	private Path file;

	@BeforeEach
	void begin() {
		this.night = Night.in(this.folder);
		this.night.s3().giveTo(Night.BUCKET, OWNER);
		this.night.s3().letRequesterPay(Night.BUCKET);
		this.night.defineTo("expected-owner: \"111122223333\", requester-pays: true");
		this.file = this.night.file("big.bin", 2 * Night.PART + 1, 1);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void it_is_sent_to_resumed_and_swept() {
		this.night.leaveUnfinished();
		assertThat(this.night.sweep(false)).extracting(SweptUpload::result).containsExactly(SweptUpload.Result.KEPT);

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void what_is_unfinished_there_is_aborted() {
		this.night.leaveUnfinished();

		this.night.longhaul("abort", "1");

		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void what_is_unfinished_there_is_found_again() throws IOException {
		this.night.leaveUnfinished();
		FileSystemUtils.deleteRecursively(this.folder.resolve("home"));

		assertThat(this.night.run(new RunMode(false, true, false))).extracting(UploadOutcome::result)
			.containsExactly(Result.DELIVERED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void nothing_is_sent_to_a_bucket_that_somebody_else_has_got() {
		this.night.s3().giveTo(Night.BUCKET, "444455556666");

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.result()).isEqualTo(Result.FAILED);
		assertThat(outcome.message()).contains("403 AccessDenied")
			.contains("the bucket does not belong to 111122223333, which destination.expected-owner says");
		assertThat(this.night.s3().partBytesReceived()).isZero();
	}

}
