package dev.longhaul.job;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * Sends ranges by threads that the uploads share, an upload's next one when each of the
 * others has had a turn: a small file that is dropped beside one of hours does not wait
 * for its end. For a queue in this {@link #ORDER}.
 */
public final class RangesInTurn extends TaskExecutorPartitionHandler {

	/** The tasks of this handler by their turns. */
	public static final Comparator<Runnable> ORDER = Comparator.comparing((task) -> (RangeTask) task,
			Comparator.comparingLong(RangeTask::turn).thenComparingLong(RangeTask::number));

	/** The turn of each upload's last range, by its job execution. */
	private final Map<Long, Long> last = new ConcurrentHashMap<>();

	private final AtomicLong now = new AtomicLong();

	private final AtomicLong numbers = new AtomicLong();

	@Override
	protected Set<StepExecution> doHandle(StepExecution parts, Set<StepExecution> ranges) throws Exception {
		try {
			return super.doHandle(parts, ranges);
		}
		finally {
			this.last.remove(parts.getJobExecutionId());
		}
	}

	@Override
	protected FutureTask<StepExecution> createTask(Step step, StepExecution range) {
		long turn = this.last.merge(range.getJobExecutionId(), this.now.get() + 1,
				(before, next) -> Math.max(before + 1, next));
		return new RangeTask(super.createTask(step, range), turn);
	}

	/** A range that waits for its turn. */
	private final class RangeTask extends FutureTask<StepExecution> {

		private final long turn;

		private final long number = RangesInTurn.this.numbers.getAndIncrement();

		RangeTask(FutureTask<StepExecution> range, long turn) {
			super(() -> {
				range.run();
				return range.get();
			});
			this.turn = turn;
		}

		long turn() {
			return this.turn;
		}

		/** Tells those of one turn apart. */
		long number() {
			return this.number;
		}

		@Override
		public void run() {
			RangesInTurn.this.now.accumulateAndGet(this.turn, Math::max);
			super.run();
		}

	}

}
