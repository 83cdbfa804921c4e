package dev.longhaul.cluster;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import dev.longhaul.job.StopSwitch;
import dev.longhaul.source.FileCalls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A range of a file that does not answer, as on a network mount whose server is gone.
 */
@Timeout(60)
class HungRangeTest {

	private final CountDownLatch answer = new CountDownLatch(1);

	private final CountDownLatch begun = new CountDownLatch(1);

	private final StopSwitch stop = new StopSwitch(() -> {
	}, Duration.ofMillis(100));

	@AfterEach
	void end() {
		this.answer.countDown();
	}

	@Test
	void does_not_keep_a_worker_that_was_cut_from_its_end() {
		// it comes neither to its sender nor to what it says
		LoanWatch watch = new LoanWatch(new FileCalls(System::nanoTime), Duration.ofMinutes(1));
		Worker worker = new Worker(new HangingQueue(), null, null, this.stop, watch, 2);
		new Thread(() -> {
			await(this.begun);
			this.stop.cut();
		}).start();

		worker.work((event) -> {
		});

		assertThat(this.answer.getCount()).as("it hangs still").isOne();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/** Whose loans do not end. */
	private final class HangingQueue implements RangeQueue {

		@Override
		public void requireThere() {
		}

		@Override
		public MessageChannel requests() {
			throw new UnsupportedOperationException();
		}

		@Override
		public PollableChannel offers() {
			throw new UnsupportedOperationException();
		}

		@Override
		public TransactionOperations loans() {
			return new TransactionOperations() {

				@Override
				public <T> T execute(TransactionCallback<T> action) {
					HungRangeTest.this.begun.countDown();
					HungRangeTest.await(HungRangeTest.this.answer);
					return null;
				}

			};
		}

		@Override
		public Loan keep(String claim) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void pass(Message<?> request, Duration time) {
		}

		@Override
		public void close() {
		}

	}

}
