package dev.longhaul.job;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.test.MetaDataInstanceFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The wait of an upload for its ranges.
 */
@Timeout(60)
class RangesInTurnTest {

	private static final StepExecution PARTS = MetaDataInstanceFactory.createStepExecution("parts", 1L);

	private static final StepExecution BAD = MetaDataInstanceFactory.createStepExecution("range:parts-00001", 2L);

	private static final StepExecution LONG = MetaDataInstanceFactory.createStepExecution("range:parts-00002", 3L);

	private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor();

	private final Thread waiting = Thread.currentThread();

	private Throwable failure = new IllegalStateException("no room on the disk");

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch told = new CountDownLatch(1);

	private final CountDownLatch ended = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.threads.close();
	}

	@Test
	void a_range_that_cannot_begin_tells_the_others_and_the_wait_ends_when_they_have() {
		RangesInTurn ranges = new RangesInTurn(this::carryOut, this.threads, (range) -> this.told.countDown());

		assertThatIllegalStateException()
			.isThrownBy(() -> ranges.doHandle(PARTS, new LinkedHashSet<>(List.of(BAD, LONG))))
			.withMessage("no room on the disk");

		assertThat(this.begun.getCount()).isZero();
		assertThat(this.ended.getCount()).isZero();
	}

	@Test
	void one_that_the_process_has_no_memory_for_tells_the_others_too_and_is_told_as_it_is() {
		RangesInTurn ranges = new RangesInTurn(this::carryOut, this.threads, (range) -> this.told.countDown());
		this.failure = new OutOfMemoryError("Java heap space");

		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> ranges.doHandle(PARTS, new LinkedHashSet<>(List.of(BAD, LONG))))
			.isSameAs(this.failure);

		assertThat(this.ended.getCount()).isZero();
	}

	private void carryOut(StepExecution range) {
		try {
			if (range.equals(BAD)) {
				this.begun.await();
				ReflectionUtils.rethrowRuntimeException(this.failure);
			}
			this.begun.countDown();
			this.told.await();
			Awaitility.await().until(() -> this.waiting.getState() == Thread.State.WAITING);
			this.ended.countDown();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
