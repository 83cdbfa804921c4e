package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On a long line the next part goes while the store's answer to the last one is on its
 * way.
 */
class AnswersAwaitedTest {

	private static final Duration SOON = Duration.ofSeconds(20);

	@TempDir
	private Path folder;

	private Night night;

	@BeforeEach
	void begin() {
		this.night = Night.in(this.folder);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void a_third_part_of_two_at_once_goes_before_the_first_is_answered() {
		this.night.file("big.bin", 4 * Night.PART, 1);
		this.night.s3()
			.faults()
			.add(Fault.on(Op.UPLOAD_PART)
				.times(2)
				.whenDone(() -> this.night.s3().awaitRequest(Op.UPLOAD_PART, 3, SOON)));

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.s3().requests(Op.UPLOAD_PART)).hasSize(4);
	}

}
