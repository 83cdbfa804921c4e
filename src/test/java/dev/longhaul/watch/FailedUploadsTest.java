package dev.longhaul.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import dev.longhaul.history.Candidate;
import dev.longhaul.history.EarlierDelivery;
import dev.longhaul.job.Pages;
import dev.longhaul.job.UploadIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A failed upload is tried again, less and less often.
 */
class FailedUploadsTest {

	private static final Candidate CANDIDATE = new Candidate(
			new UploadIdentity("nightly", "/data/a", 1, Instant.EPOCH, "s3://vault"), "a", true, false, 0, null, null);

	/** As nanoTime may be: below zero, and past its greatest value soon. */
	private long now = Long.MAX_VALUE - Duration.ofMinutes(10).toNanos();

	private final FailedUploads failed = new FailedUploads(() -> this.now);

	@Test
	void pauses_grow_to_an_hour() {
		List<Duration> pauses = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			this.failed.add(CANDIDATE);
			long failed = this.now;
			while (this.failed.due().isEmpty()) {
				this.now += Duration.ofMinutes(1).toNanos();
			}
			pauses.add(Duration.ofNanos(this.now - failed));
		}

		assertThat(pauses).extracting(Duration::toMinutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
	}

	@Test
	void one_that_went_well_is_forgotten_and_begins_with_a_short_pause() {
		this.failed.add(CANDIDATE);
		this.failed.add(CANDIDATE);
		this.failed.remove(CANDIDATE.identity());
		assertThat(this.failed.size()).isZero();

		this.failed.add(CANDIDATE);
		this.now += Duration.ofMinutes(1).toNanos();

		assertThat(this.failed.due()).containsExactly(CANDIDATE);
	}

	@Test
	void of_very_many_each_is_asked_for_in_its_turn_and_one_that_was_delivered_is_due_at_once() {
		IntStream.range(0, Pages.SIZE + 1).forEach((file) -> this.failed.add(candidate("/data/" + file, null)));
		Set<Candidate> asked = new HashSet<>();
		for (int looks = 0; looks < 2; looks++) {
			this.failed.lookUp((some) -> {
				asked.addAll(some);
				some.replaceAll((candidate) -> candidate.identity().path().equals("/data/7")
						? candidate("/data/7", new EarlierDelivery(1, "a")) : candidate);
			});
		}

		assertThat(asked).hasSize(Pages.SIZE + 1);
		assertThat(this.failed.due()).containsExactly(candidate("/data/7", null));
	}

	private static Candidate candidate(String file, @Nullable EarlierDelivery delivered) {
		return new Candidate(new UploadIdentity("nightly", file, 1, Instant.EPOCH, "s3://vault"), "a", true, false, 0,
				null, delivered);
	}

}
