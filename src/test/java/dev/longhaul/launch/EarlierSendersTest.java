package dev.longhaul.launch;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.job.StopSwitch;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.repository.SharedClaims;
import dev.longhaul.repository.SharedClaims.Claimed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class EarlierSendersTest {

	private static final UploadIdentity UPLOAD = new UploadIdentity("nightly", "/data/a", 1, Instant.EPOCH,
			"s3://vault");

	private final StopSwitch stop = new StopSwitch(() -> {
	}, () -> {
	});

	private final AtomicInteger looks = new AtomicInteger();

	@Test
	@Timeout(30)
	void a_stop_ends_the_wait_for_a_worker_that_sends_for_a_dead_run() {
		EarlierSenders.await(UPLOAD, new SharedClaims() {

			@Override
			public Optional<Claimed> take(String... names) {
				return Optional.empty();
			}

			@Override
			public Optional<String> holder(String name) {
				return Optional.empty();
			}

			@Override
			public Optional<String> sender(String name) {
				if (EarlierSendersTest.this.looks.incrementAndGet() == 2) {
					EarlierSendersTest.this.stop.stop();
				}
				return Optional.of("worker mars");
			}
		}, this.stop);

		assertThat(this.looks).hasValue(2);
	}

}
