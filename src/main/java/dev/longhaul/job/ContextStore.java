package dev.longhaul.job;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepContribution;

/**
 * Commits the job's context together with the tasklet's own commit. Spring Batch by
 * itself writes it after the step, when a kill may already have come between.
 */
record ContextStore(JobRepository repository) {

	void save(StepContribution contribution) {
		save(contribution.getStepExecution().getJobExecution());
	}

	void save(JobExecution execution) {
		this.repository.updateExecutionContext(execution);
	}

}
