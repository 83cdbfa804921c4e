package dev.longhaul.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.springframework.batch.core.partition.support.AbstractPartitionHandler;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.util.ReflectionUtils;

/**
 * Sends ranges by threads that the uploads share, an upload's next one when each of the
 * others has had a turn: a small file that is dropped beside one of hours does not wait
 * for its end. For a queue in this {@link #ORDER}. It ends when no range is under way any
 * more, also where one could not begin: what follows may abort the upload.
 */
public final class RangesInTurn extends AbstractPartitionHandler {

	/** The tasks of this handler by their turns. */
	public static final Comparator<Runnable> ORDER = Comparator.comparing((task) -> (RangeTask) task,
			Comparator.comparingLong(RangeTask::turn).thenComparingLong(RangeTask::number));

	private final Step step;

	private final TaskExecutor threads;

	private final Consumer<StepExecution> onFailure;

	/** The turn of each upload's last range, by its job execution. */
	private final Map<Long, Long> last = new ConcurrentHashMap<>();

	private final AtomicLong now = new AtomicLong();

	private final AtomicLong numbers = new AtomicLong();

	/**
	 * For all uploads of a process.
	 * @param step of a range
	 * @param onFailure told at once of a range whose beginning or end was not written
	 */
	RangesInTurn(Step step, TaskExecutor threads, Consumer<StepExecution> onFailure) {
		this.step = step;
		this.threads = threads;
		this.onFailure = onFailure;
	}

	@Override
	protected Set<StepExecution> doHandle(StepExecution parts, Set<StepExecution> ranges) throws Exception {
		try {
			carryOut(ranges);
			return ranges;
		}
		finally {
			this.last.remove(parts.getJobExecutionId());
		}
	}

	private void carryOut(Set<StepExecution> ranges) throws Exception {
		List<RangeTask> begun = new ArrayList<>();
		List<Throwable> failures = new ArrayList<>();
		try {
			for (StepExecution range : ranges) {
				RangeTask task = new RangeTask(range, turnOf(range));
				this.threads.execute(task);
				begun.add(task);
			}
		}
		catch (TaskRejectedException ex) {
			failures.add(ex);
		}
		for (RangeTask task : begun) {
			try {
				task.get();
			}
			catch (ExecutionException ex) {
				failures.add(Objects.requireNonNullElse(ex.getCause(), ex));
			}
		}
		if (!failures.isEmpty()) {
			Throwable first = failures.remove(0);
			failures.forEach(first::addSuppressed);
			ReflectionUtils.rethrowException(first); // an Error as one
		}
	}

	private StepExecution execute(StepExecution range) throws Exception {
		try {
			this.step.execute(range);
			return range;
		}
		catch (Exception | Error ex) {
			this.onFailure.accept(range);
			throw ex;
		}
	}

	/** The next one of its upload. */
	private long turnOf(StepExecution range) {
		return this.last.merge(range.getJobExecutionId(), this.now.get() + 1,
				(before, next) -> Math.max(before + 1, next));
	}

	/** A range that waits for its turn. */
	private final class RangeTask extends FutureTask<StepExecution> {

		private final long turn;

		private final long number = RangesInTurn.this.numbers.getAndIncrement();

		RangeTask(StepExecution range, long turn) {
			super(() -> execute(range));
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
