package dev.longhaul.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.longhaul.report.UploadView.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who follows uploads for hours reads what has changed, and is not flooded.
 */
class FollowedUploadsTest {

	private static final Instant BEGUN = Instant.parse("2026-03-01T12:00:00Z");

	private final FollowedUploads followed = new FollowedUploads(
			List.of(upload(1, State.RUNNING, 2, 0), upload(2, State.FAILED, 1, 0)), BEGUN);

	@Test
	void an_upload_is_told_when_a_part_has_arrived_and_not_when_only_time_has_passed() {
		assertThat(look(2, upload(1, State.RUNNING, 2, 2), upload(2, State.FAILED, 1, 2))).isEmpty();

		UploadView further = upload(1, State.RUNNING, 3, 4);
		assertThat(look(4, further, upload(2, State.FAILED, 1, 4))).containsExactly(further);
		assertThat(look(6, upload(1, State.RUNNING, 3, 6), upload(2, State.FAILED, 1, 6))).isEmpty();
	}

	@Test
	void its_end_is_told_once() {
		UploadView delivered = upload(1, State.DELIVERED, 10, 2);

		assertThat(look(2, delivered, upload(2, State.FAILED, 1, 2))).containsExactly(delivered);
		assertThat(this.followed.unfinished()).containsExactly(2L);
	}

	@Test
	void one_under_way_gives_a_sign_of_life_after_a_minute_of_silence_and_after_the_next_one() {
		for (int seconds = 2; seconds < 180; seconds += 2) {
			List<UploadView> news = look(seconds, upload(1, State.RUNNING, 2, seconds),
					upload(2, State.FAILED, 1, seconds));
			assertThat(news).as("after %d s", seconds)
				.extracting(UploadView::upload)
				.isEqualTo((seconds % 60 == 0) ? List.of(1L) : List.of());
		}
	}

	private List<UploadView> look(int seconds, UploadView... uploads) {
		return this.followed.news(List.of(uploads), BEGUN.plusSeconds(seconds));
	}

	/** Of ten parts, seconds after the beginning. */
	private static UploadView upload(long number, State state, int parts, int seconds) {
		boolean running = state == State.RUNNING;
		long rate = running ? parts * 1000L / (seconds + 1) : 0;
		return new UploadView(number, state, "nightly", "/data/a", 10_000, "s3://backups", "a", 1, 10, parts,
				parts * 1000L, 1, BEGUN, BEGUN, rate,
				running ? Duration.ofSeconds((10_000 - parts * 1000L) / Math.max(1, rate)) : null, null, null,
				List.of(), Prospect.NONE);
	}

}
