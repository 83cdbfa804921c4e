package dev.longhaul.upload;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * So many parts are sent at once; those that only wait do not count.
 */
class PartPlacesTest {

	private final PartPlaces places = new PartPlaces(2);

	private final Queue<PartPlace> taken = new ArrayDeque<>();

	@Test
	void whose_bytes_are_out_leaves_the_place_to_the_next() throws Exception {
		CompletableFuture<PartPlace> third = thirdOfTwo();

		this.taken.element().bodyOut();

		assertThat(third).succeedsWithin(10, TimeUnit.SECONDS);
	}

	@Test
	void a_part_leaves_its_place_once_only() throws Exception {
		CompletableFuture<PartPlace> third = thirdOfTwo();
		PartPlace first = this.taken.remove();
		first.bodyOut();
		first.close();
		place(third);

		CompletableFuture<PartPlace> fourth = waiting();
		third.get().close();

		place(fourth);
	}

	@Test
	void there_can_be_more_or_fewer_later() throws Exception {
		this.places.set(1);
		this.taken.add(this.places.enter());
		CompletableFuture<PartPlace> second = waiting();
		this.places.set(3);
		this.taken.add(this.places.enter());
		this.taken.remove().close();

		place(second);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 3", "3, 4", "8, 12", "32, 36", "256, 260" })
	void half_as_many_threads_more_wait_for_answers_but_few_of_many(int places, int threads) {
		assertThat(PartPlaces.threads(places)).isEqualTo(threads);
	}

	private CompletableFuture<PartPlace> thirdOfTwo() {
		this.taken.add(this.places.enter());
		this.taken.add(this.places.enter());
		return waiting();
	}

	/** One that is seen to wait for its place. */
	private CompletableFuture<PartPlace> waiting() {
		CompletableFuture<PartPlace> place = new CompletableFuture<>();
		Thread thread = new Thread(() -> place.complete(this.places.enter()));
		thread.setDaemon(true);
		thread.start();
		Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		assertThat(place).isNotDone();
		return place;
	}

	private void place(CompletableFuture<PartPlace> waiting)
			throws InterruptedException, ExecutionException, TimeoutException {
		this.taken.add(waiting.get(10, TimeUnit.SECONDS));
	}

}
