package dev.longhaul.upload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The number of parts in flight follows what the store and the line can take.
 */
class PartLimitTest {

	private static final int MOST = 32;

	private static final long PART = 8 << 20;

	private static final Duration ALONE = Duration.ofSeconds(1);

	private final AtomicLong time = new AtomicLong();

	/** Done when the time is looked at next. */
	private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {
	});

	private final PartLimit limit = new PartLimit(MOST, () -> {
		this.meanwhile.getAndSet(() -> {
		}).run();
		return this.time.get();
	});

	@Test
	void grows_to_its_most_while_the_others_are_not_slowed_down() {
		rounds(20, ALONE);

		assertThat(this.limit.parts()).isEqualTo(MOST);
	}

	/** So few rounds that Vegas does not measure anew yet, which it does at random. */
	@Test
	void stays_small_on_a_line_that_one_part_fills() {
		for (int round = 0; round < 8; round++) {
			round(ALONE.multipliedBy(this.limit.parts()));
		}

		assertThat(this.limit.parts()).isBetween(1, 12);
	}

	@Test
	void parts_of_other_sizes_are_measured_by_their_size() {
		for (int round = 0; round < 20; round++) {
			this.limit.tries(); // of a part that is not sent
			send(this.limit.parts(), ALONE, PART);
			send(this.limit.parts(), ALONE.multipliedBy(8), 8 * PART);
		}

		assertThat(this.limit.parts()).isEqualTo(MOST);
	}

	@Test
	void halves_once_for_a_store_that_throttles_all_parts_in_flight() {
		rounds(20, ALONE);

		throttle();
		assertThat(this.limit.parts()).isEqualTo(MOST / 2);

		throttle();
		assertThat(this.limit.parts()).isEqualTo(MOST / 4);
	}

	@Test
	void halves_at_the_very_first_part_too_and_never_to_nothing() {
		throttle();
		assertThat(this.limit.parts()).isEqualTo(4);

		IntStream.range(0, 10).forEach((round) -> throttle());
		assertThat(this.limit.parts()).isEqualTo(1);
	}

	/** A late part alone makes it one less. */
	@Test
	@Timeout(60)
	void halves_once_though_a_late_part_arrives_at_the_same_time() throws InterruptedException {
		List<PartPlace> places = enter(8);
		List<PartLimit.Tries> tries = tries(3);
		this.time.set(ALONE.toNanos());
		tries.get(0).arrived(PART);
		this.time.set(ALONE.multipliedBy(8).toNanos());
		Thread late = new Thread(() -> tries.get(1).arrived(PART));
		this.meanwhile.set(() -> {
			late.start();
			while (late.getState() != Thread.State.BLOCKED && late.getState() != Thread.State.TERMINATED) {
				Thread.onSpinWait();
			}
		});

		tries.get(2).begin();

		late.join();
		assertThat(this.limit.parts()).isEqualTo(4);
		places.forEach(PartPlace::close);
	}

	@Test
	void falls_and_grows_again_with_a_store_that_throttles_by_turns() {
		for (int turn = 0; turn < 5; turn++) {
			rounds(20, ALONE);
			assertThat(this.limit.parts()).isEqualTo(MOST);
			throttle();
			throttle();
			assertThat(this.limit.parts()).isEqualTo(MOST / 4);
		}
	}

	@Test
	@Timeout(60)
	void lets_no_more_parts_in_than_it_says() throws InterruptedException {
		List<PartPlace> places = enter(this.limit.parts());
		Thread further = new Thread(() -> this.limit.enter().close());

		further.start();
		while (further.getState() != Thread.State.TIMED_WAITING) {
			assertThat(further.getState()).as("it was let in").isNotEqualTo(Thread.State.TERMINATED);
			Thread.onSpinWait();
		}
		places.get(0).close();

		further.join();
	}

	private void rounds(int count, Duration each) {
		IntStream.range(0, count).forEach((round) -> round(each));
	}

	private void round(Duration each) {
		send(this.limit.parts(), each, PART);
	}

	/** So many at once, all of which arrive. */
	private void send(int parts, Duration each, long size) {
		List<PartPlace> places = enter(parts);
		List<PartLimit.Tries> tries = tries(parts);
		this.time.addAndGet(each.toNanos());
		tries.forEach((part) -> part.arrived(size));
		places.forEach(PartPlace::close);
	}

	/**
	 * As many as may be are each answered SlowDown once, and arrive at the second try.
	 */
	private void throttle() {
		int parts = this.limit.parts();
		List<PartPlace> places = enter(parts);
		List<PartLimit.Tries> tries = tries(parts);
		this.time.addAndGet(1000);
		tries.forEach(PartLimit.Tries::begin);
		this.time.addAndGet(ALONE.toNanos());
		tries.forEach((part) -> part.arrived(PART));
		places.forEach(PartPlace::close);
	}

	private List<PartPlace> enter(int parts) {
		return IntStream.range(0, parts).mapToObj((part) -> this.limit.enter()).toList();
	}

	private List<PartLimit.Tries> tries(int parts) {
		List<PartLimit.Tries> tries = new ArrayList<>();
		for (int part = 0; part < parts; part++) {
			tries.add(this.limit.tries());
			tries.get(part).begin();
		}
		return tries;
	}

}
