package dev.longhaul;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.OpenUpload;
import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store whose clock differs from this machine's, and which tells by it when uploads
 * were begun.
 */
class StoreClockTest {

	@ParameterizedTest
	@ValueSource(ints = { -600, -3, 0, 3, 600 })
	void hides_no_twin_that_a_lost_answer_left_and_no_strangers_upload(int seconds, @TempDir Path folder) {
		WrongClock clock = new WrongClock();
		try (Night night = Night.in(folder, StrictS3Options.defaults().clock(clock))) {
			clock.ahead = Duration.ofSeconds(seconds - 30);
			String stranger = Stranger.begins(night.s3(), "vault", "big.bin");
			clock.ahead = Duration.ofSeconds(seconds);
			night.file("big.bin", 3 * Night.PART, 1);
			night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().doneButAnswerLost());

			assertThat(night.runOne().result()).isEqualTo(Result.DELIVERED);

			assertThat(night.s3().openUploads()).extracting(OpenUpload::uploadId).containsExactly(stranger);
		}
	}

	/** Goes as fast as this machine's. */
	private static final class WrongClock extends Clock {

		private volatile Duration ahead = Duration.ZERO;

		@Override
		public Instant instant() {
			return Clock.systemUTC().instant().plus(this.ahead);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
