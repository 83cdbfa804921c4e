package dev.longhaul.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Parts are hashed at once, and end together.
 */
@Timeout(60)
class AllProcessorsTest {

	private static final List<Integer> PARTS = List.of(1, 2, 3);

	private final CountDownLatch begun = new CountDownLatch(3);

	private final CountDownLatch interrupted = new CountDownLatch(3);

	@Test
	void works_on_all_at_once_and_keeps_their_order() {
		List<Integer> done = AllProcessors.map(PARTS, 3, (part) -> {
			this.begun.countDown();
			await(this.begun);
			return -part;
		});

		assertThat(done).containsExactly(-1, -2, -3);
	}

	@Test
	void one_by_one_where_there_is_one_processor() {
		Thread own = Thread.currentThread();

		assertThat(AllProcessors.map(PARTS, 1, (part) -> Thread.currentThread())).containsOnly(own);
	}

	@Test
	void the_first_failure_ends_the_others() throws InterruptedException {
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> AllProcessors.map(PARTS, 3, (part) -> {
			this.begun.countDown();
			if (part == 1) {
				await(this.begun);
				this.interrupted.countDown(); // it is not
				throw new UncheckedIOException(new IOException("gone"));
			}
			return forEver();
		}));
		this.interrupted.await();
	}

	@Test
	void what_the_process_has_no_more_of_is_told_as_it_is() {
		OutOfMemoryError full = new OutOfMemoryError("Java heap space");

		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> AllProcessors.map(PARTS, 3, (part) -> {
			throw full;
		})).isSameAs(full);
	}

	@Test
	void an_interrupt_ends_all() throws InterruptedException {
		FutureTask<List<Integer>> hashing = new FutureTask<>(() -> AllProcessors.map(PARTS, 3, (part) -> {
			this.begun.countDown();
			return forEver();
		}));
		Thread thread = new Thread(hashing);
		thread.setDaemon(true);
		thread.start();
		this.begun.await();

		thread.interrupt();

		assertThatExceptionOfType(ExecutionException.class).isThrownBy(hashing::get)
			.withMessageContaining("ended while parts were hashed");
		this.interrupted.await();
	}

	/** Until an interrupt. */
	private int forEver() {
		try {
			new CountDownLatch(1).await();
			return 0;
		}
		catch (InterruptedException ex) {
			this.interrupted.countDown();
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
