package dev.longhaul.job;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.longhaul.definition.DefinitionsInUse;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.step.StepExecution;

/**
 * Records why the upload failed, and decides whether its parts are kept for a rerun or
 * aborted.
 */
record FailureDecider(DefinitionsInUse definitions, ContextStore contexts, Clock clock) implements JobExecutionDecider {

	static final String ABORT = "ABORT";

	static final String KEEP = "KEEP";

	@Override
	public FlowExecutionStatus decide(JobExecution execution, @Nullable StepExecution step) {
		String name = UploadParameters.of(execution).identity().definition();
		Instant now = this.clock.instant();
		Fate fate = Fate.of(execution, this.definitions.get(name), reasons(execution), now);
		UploadContext context = new UploadContext(execution.getExecutionContext());
		context.failure(fate.failure());
		context.failures().since(context.failures().since().orElse(now));
		if (fate.unproven()) {
			context.unproven();
		}
		this.contexts.save(execution);
		return new FlowExecutionStatus(fate.ends() ? ABORT : KEEP);
	}

	/**
	 * The partition step's exception only says that a range failed, the range's why.
	 */
	private static List<Throwable> reasons(JobExecution execution) {
		return execution.getStepExecutions()
			.stream()
			.flatMap((step) -> step.getFailureExceptions().stream())
			.filter((failure) -> failure.getClass() != JobExecutionException.class)
			.filter((failure) -> !(failure instanceof JobInterruptedException))
			.map(RepositoryFailed::inWords)
			.toList();
	}

}
