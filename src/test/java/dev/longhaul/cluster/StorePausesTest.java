package dev.longhaul.cluster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** For how long a worker takes no ranges for a store that it did not reach. */
class StorePausesTest {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

	private final StorePauses pauses = new StorePauses(this.now::get);

	@Test
	void grow_with_each_try_that_fails_up_to_two_minutes() {
		for (int seconds : new int[] { 15, 30, 60, 120, 120 }) {
			assertThat(this.pauses.reason("vault")).isEmpty();
			this.pauses.begin("vault", "no route");
			pass(seconds - 1);
			assertThat(this.pauses.reason("vault")).as("before %d s", seconds).contains("no route");
			pass(1);
		}
	}

	@Test
	void are_one_for_ranges_that_fail_together() {
		this.pauses.begin("vault", "no route");
		pass(10);
		this.pauses.begin("vault", "no DNS");
		pass(5);

		assertThat(this.pauses.reason("vault")).isEmpty();
	}

	@Test
	void begin_anew_once_the_store_was_reached() {
		this.pauses.begin("vault", "no route");
		pass(15);
		this.pauses.over("vault");
		this.pauses.begin("vault", "no route");
		pass(15);

		assertThat(this.pauses.reason("vault")).isEmpty();
	}

	@Test
	void are_of_one_store() {
		this.pauses.begin("vault", "no route");

		assertThat(this.pauses.reason("attic")).isEmpty();
	}

	private void pass(int seconds) {
		this.now.addAndGet(Duration.ofSeconds(seconds).toNanos());
	}

}
