package dev.longhaul.launch;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import dev.longhaul.launch.UploadHistory.Attempt;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Makes restartable what a kill left behind. Spring Batch refuses to start while an
 * execution seems to run, and its own recovery leaves UNKNOWN alone; our steps may be
 * repeated in any state. Only the owner of the repository may do this: nobody else's
 * execution can be alive then.
 */
final class ExecutionRepair {

	private final JobRepository repository;

	private final Clock clock;

	ExecutionRepair(JobRepository repository, Clock clock) {
		this.repository = repository;
		this.clock = clock;
	}

	void repair(Attempt attempt) {
		if (attempt.last() == null) {
			// killed between instance and execution: no start accepts such an instance
			this.repository.deleteJobInstance(attempt.instance());
			return;
		}
		this.repository.getJobExecutions(attempt.instance())
			.stream()
			.filter((execution) -> isDead(execution.getStatus()) || hasClosedStep(execution))
			.forEach(this::fail);
	}

	/** Notes that no start shall ever take up this upload again. */
	void close(JobExecution ended) {
		ended.setStatus(BatchStatus.ABANDONED);
		this.repository.update(ended);
	}

	private void fail(JobExecution execution) {
		LocalDateTime now = LocalDateTime.ofInstant(this.clock.instant(), ZoneOffset.UTC);
		for (StepExecution step : execution.getStepExecutions()) {
			if (isClosed(step.getStatus())) {
				step.setStatus(BatchStatus.FAILED);
				step.setEndTime(now);
				this.repository.update(step);
			}
		}
		if (isDead(execution.getStatus())) {
			execution.setStatus(BatchStatus.FAILED);
			execution.setEndTime(now);
			this.repository.update(execution);
		}
	}

	private static boolean hasClosedStep(JobExecution execution) {
		return execution.getStepExecutions().stream().anyMatch((step) -> isClosed(step.getStatus()));
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
