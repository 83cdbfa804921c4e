package dev.longhaul.launch;

import java.time.Clock;
import java.time.LocalDateTime;

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
			.filter((execution) -> isDead(execution.getStatus()) || hasDeadStep(execution))
			.forEach(this::fail);
	}

	private void fail(JobExecution execution) {
		LocalDateTime now = LocalDateTime.now(this.clock);
		for (StepExecution step : execution.getStepExecutions()) {
			if (isDead(step.getStatus())) {
				step.setStatus(BatchStatus.FAILED);
				step.setEndTime(now);
				this.repository.update(step);
			}
		}
		execution.setStatus(BatchStatus.FAILED);
		execution.setEndTime(now);
		this.repository.update(execution);
	}

	private static boolean hasDeadStep(JobExecution execution) {
		return execution.getStepExecutions().stream().anyMatch((step) -> isDead(step.getStatus()));
	}

	private static boolean isDead(BatchStatus status) {
		return status.isRunning() || status == BatchStatus.UNKNOWN;
	}

}
