package dev.longhaul.launch;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

import dev.longhaul.history.Attempt;
import dev.longhaul.job.BatchTables;
import dev.longhaul.job.RangeContext;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes restartable what a kill left behind. Spring Batch refuses to start while an
 * execution seems to run, and its own recovery leaves UNKNOWN alone; our steps may be
 * repeated in any state. Only the process that has claimed the upload may do this: no
 * execution of it can be alive then.
 */
public final class ExecutionRepair {

	/**
	 * Of several step executions of one name Spring Batch goes on with the one of the
	 * latest time, of equal times with the latest id.
	 */
	private static final String STEPS_FROM_THE_FUTURE = """
			update BATCH_STEP_EXECUTION set CREATE_TIME = :now where CREATE_TIME > :now and JOB_EXECUTION_ID in
				(select JOB_EXECUTION_ID from BATCH_JOB_EXECUTION where JOB_INSTANCE_ID = :instance)""";

	/**
	 * Spring Batch's own query would read all executions of an upload that failed each
	 * night for years.
	 */
	private static final String DEAD = """
			select e.JOB_EXECUTION_ID from BATCH_JOB_EXECUTION e where e.JOB_INSTANCE_ID = :instance
			and (e.STATUS in (%1$s) or exists (select 1 from BATCH_STEP_EXECUTION s
				where s.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID and s.STATUS in (%1$s, 'ABANDONED')))
			order by e.JOB_EXECUTION_ID""".formatted("'STARTING', 'STARTED', 'STOPPING', 'UNKNOWN'");

	private final JobRepository repository;

	private final JdbcClient jdbc;

	private final Clock clock;

	public ExecutionRepair(JobRepository repository, JdbcClient jdbc, Clock clock) {
		this.repository = repository;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	void repair(Attempt attempt) {
		if (attempt.last() == null) {
			// killed between instance and execution: no start accepts such an instance
			this.repository.deleteJobInstance(attempt.instance());
			return;
		}
		turnBackFutureTimes(attempt);
		this.jdbc.sql(DEAD).param("instance", attempt.upload()).query(Long.class).list().forEach(this::failSurely);
	}

	/**
	 * Workers of the dead run may still write down parts, each once at most before it
	 * finds its step closed; then what was read is old.
	 */
	private void failSurely(long number) {
		JobExecution execution = this.repository.getJobExecution(number);
		while (execution != null) {
			try {
				fail(execution);
				return;
			}
			catch (OptimisticLockingFailureException ex) {
				execution = this.repository.getJobExecution(number);
			}
		}
	}

	/** Notes that no start shall ever take up this upload again. */
	void close(JobExecution ended) {
		ended.setStatus(BatchStatus.ABANDONED);
		this.repository.update(ended);
	}

	/** The clock was turned back since: an old step would pass for the last one. */
	private void turnBackFutureTimes(Attempt attempt) {
		this.jdbc.sql(STEPS_FROM_THE_FUTURE).param("now", now()).param("instance", attempt.upload()).update();
	}

	private LocalDateTime now() {
		return BatchTables.local(this.clock.instant());
	}

	/**
	 * The execution first: then nobody takes a range of it any more. It ended with what
	 * it wrote last; until now nobody worked.
	 */
	private void fail(JobExecution execution) {
		LocalDateTime end = lastSign(execution);
		if (isDead(execution.getStatus())) {
			execution.setStatus(BatchStatus.FAILED);
			execution.setEndTime(end);
			this.repository.update(execution);
		}
		for (StepExecution step : execution.getStepExecutions()) {
			if (RangeContext.isUnwritten(step)) {
				// as the newest of its range it would hide the checkpoint
				this.repository.deleteStepExecution(step);
			}
			else if (isClosed(step.getStatus())) {
				step.setStatus(BatchStatus.FAILED);
				step.setEndTime(end);
				this.repository.update(step);
			}
		}
	}

	/** When it, or one of its steps, was last written down. */
	private static LocalDateTime lastSign(JobExecution execution) {
		return Stream
			.concat(Stream.of(execution.getCreateTime(), execution.getLastUpdated()),
					execution.getStepExecutions().stream().map(StepExecution::getLastUpdated))
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElseThrow();
	}

	/**
	 * The flow gives up a failed step for good, ABANDONED, when it goes on to the abort;
	 * if that fails too, the step must be asked again.
	 */
	private static boolean isClosed(BatchStatus status) {
		return isDead(status) || status == BatchStatus.ABANDONED;
	}

	private static boolean isDead(BatchStatus status) {
		return status.isRunning() || status == BatchStatus.UNKNOWN;
	}

}
