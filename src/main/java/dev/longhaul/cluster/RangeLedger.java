package dev.longhaul.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import dev.longhaul.job.BatchTables;
import dev.longhaul.job.RangeContext;
import dev.longhaul.job.RangeOffer;
import dev.longhaul.machine.Pause;
import dev.longhaul.part.PartRange;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.FailedElsewhere;
import dev.longhaul.upload.UploadFailure;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How the ranges of one execution of an upload stand in the repository, where the workers
 * write it down.
 */
record RangeLedger(JobRepository repository, JdbcClient jdbc, JobExecution execution) {

	/** At the repository, where nobody tells of a change. */
	static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

	/** One statement a look, whatever the workers are at. */
	private static final String RANGES = """
			select STEP_EXECUTION_ID, STATUS, VERSION, WRITE_COUNT, STEP_NAME from BATCH_STEP_EXECUTION
			where JOB_EXECUTION_ID = :execution and %s""".formatted(BatchTables.RANGE);

	/** Looks at those who still send, before they are shut out. */
	private static final int LOOKS = 20;

	Page read() {
		Map<Long, Entry> entries = new HashMap<>();
		this.jdbc.sql(RANGES)
			.param("execution", this.execution.getId())
			.query((row, number) -> entries.put(row.getLong(1),
					new Entry(BatchStatus.valueOf(row.getString(2)), row.getLong(3), row.getLong(4), row.getString(5))))
			.list();
		return new Page(entries);
	}

	/** Why a range failed, in the words of the worker. */
	private FailedElsewhere failure(long range) {
		return Optional.ofNullable(this.repository.getStepExecution(range))
			.map((step) -> new RangeContext(step.getExecutionContext()))
			.flatMap((context) -> context.failure().map((why) -> new FailedElsewhere(why, context.isUploadGone())))
			.orElseGet(() -> new FailedElsewhere(
					new UploadFailure(Cure.RERUN, "a worker failed for an unknown reason; see its log")));
	}

	/** Enters into the given step executions what all the workers have written. */
	void completed(Set<StepExecution> ranges) {
		Page page = read();
		for (StepExecution range : ranges) {
			range.setStatus(BatchStatus.COMPLETED);
			range.setExitStatus(ExitStatus.COMPLETED);
			range.setWriteCount(page.entry(range.getId()).written());
		}
	}

	/**
	 * Ends the work of all workers on this execution: first they are asked to stop behind
	 * their part, as Spring Batch asks; then what is open is closed. That raises the
	 * version of the step, so that a worker that still sends cannot write it down.
	 * @param hurry whether there is no time to wait for them
	 */
	void close(BooleanSupplier hurry) {
		state(BatchStatus.STOPPING);
		for (int looks = 0; looks < LOOKS && !hurry.getAsBoolean() && read().isAnyoneAtWork(); looks++) {
			Pause.of(BETWEEN_LOOKS);
		}
		// the steps that follow are this process's own; and under a run that is stopping
		// Spring Batch writes a step over whatever version it finds
		state(BatchStatus.STARTED);
		read().open().forEach(this::close);
	}

	private void state(BatchStatus status) {
		this.execution.setStatus(status);
		this.repository.update(this.execution);
	}

	private void close(long range) {
		boolean closed = false;
		while (!closed) {
			StepExecution now = this.repository.getStepExecution(range);
			closed = now == null || RangeOffer.isOver(now.getStatus());
			if (now != null && !closed) {
				now.setStatus(BatchStatus.FAILED);
				closed = isWritten(now);
			}
		}
	}

	/** A worker may be faster; then it is read again. */
	private boolean isWritten(StepExecution step) {
		try {
			this.repository.update(step);
			return true;
		}
		catch (OptimisticLockingFailureException ex) {
			return false;
		}
	}

	/**
	 * One look.
	 */
	record Page(Map<Long, Entry> entries) {

		Entry entry(long range) {
			return this.entries.getOrDefault(range, Entry.NONE);
		}

		boolean isUntouched(long range) {
			return entry(range).status() == BatchStatus.STARTING;
		}

		boolean isComplete() {
			return this.entries.values().stream().allMatch((entry) -> entry.status() == BatchStatus.COMPLETED);
		}

		boolean isAnyoneAtWork() {
			return this.entries.values().stream().anyMatch((entry) -> entry.status() == BatchStatus.STARTED);
		}

		List<Long> open() {
			return this.entries.entrySet()
				.stream()
				.filter((range) -> !RangeOffer.isOver(range.getValue().status()))
				.map(Map.Entry::getKey)
				.toList();
		}

		/** Parts that arrived in this execution. */
		long written() {
			return this.entries.values().stream().mapToLong(Entry::written).sum();
		}

		/** Grows with each part that arrives, and with each range that ends. */
		long arrived() {
			return written()
					+ this.entries.values().stream().filter((entry) -> RangeOffer.isOver(entry.status())).count();
		}

		/**
		 * The first parts of the ranges that somebody is at; where nobody is, of all that
		 * are open.
		 */
		List<Integer> inHand() {
			List<Entry> open = this.entries.values()
				.stream()
				.filter((entry) -> !RangeOffer.isOver(entry.status()))
				.toList();
			return open.stream()
				.filter((entry) -> !isAnyoneAtWork() || entry.status() == BatchStatus.STARTED)
				.map((entry) -> PartRange.firstOf(entry.name()))
				.sorted()
				.toList();
		}

		/** Whether somebody is at a range and has been since then, and wrote nothing. */
		boolean isAtWorkSince(Page earlier) {
			return this.entries.entrySet()
				.stream()
				.anyMatch((range) -> range.getValue().status() == BatchStatus.STARTED
						&& range.getValue().equals(earlier.entry(range.getKey())));
		}

		void throwIfFailed(RangeLedger ledger) {
			for (Map.Entry<Long, Entry> range : this.entries.entrySet()) {
				if (range.getValue().status() == BatchStatus.FAILED) {
					throw ledger.failure(range.getKey());
				}
			}
		}

	}

	/**
	 * A range's row.
	 */
	record Entry(BatchStatus status, long version, long written, String name) {

		static final Entry NONE = new Entry(BatchStatus.STARTING, 0, 0, "");

	}

}
