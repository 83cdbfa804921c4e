package dev.longhaul.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.longhaul.job.UploadIdentity;
import dev.longhaul.launch.Candidate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A failed upload is tried again, less and less often.
 */
class RetriesTest {

	private static final Candidate CANDIDATE = new Candidate(
			new UploadIdentity("nightly", "/data/a", 1, Instant.EPOCH, "s3://vault"), "a", true, null, null);

	private Instant now = Instant.parse("2026-03-01T00:00:00Z");

	private final Retries retries = new Retries(((InstantSource) () -> this.now).withZone(ZoneOffset.UTC));

	@Test
	void pauses_grow_to_an_hour() {
		List<Duration> pauses = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			this.retries.failed(CANDIDATE);
			Instant failed = this.now;
			while (this.retries.due().isEmpty()) {
				this.now = this.now.plusSeconds(60);
			}
			pauses.add(Duration.between(failed, this.now));
		}

		assertThat(pauses).extracting(Duration::toMinutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
	}

	@Test
	void one_that_went_well_is_forgotten_and_begins_with_a_short_pause() {
		this.retries.failed(CANDIDATE);
		this.retries.failed(CANDIDATE);
		this.retries.over(CANDIDATE.identity());
		assertThat(this.retries.size()).isZero();

		this.retries.failed(CANDIDATE);
		this.now = this.now.plusSeconds(60);

		assertThat(this.retries.due()).containsExactly(CANDIDATE);
	}

}
