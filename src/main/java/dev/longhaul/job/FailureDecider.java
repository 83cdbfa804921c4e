package dev.longhaul.job;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

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
 *
 * @param lastPart when the last part of an upload arrived, of whichever execution
 */
record FailureDecider(DefinitionsInUse definitions, ContextStore contexts, LongFunction<Optional<Instant>> lastPart,
		Clock clock) implements JobExecutionDecider {

	static final String ABORT = "ABORT";

	static final String KEEP = "KEEP";

	@Override
	public FlowExecutionStatus decide(JobExecution execution, @Nullable StepExecution step) {
		String name = UploadParameters.of(execution).identity().definition();
		Instant now = this.clock.instant();
		UploadContext context = new UploadContext(execution.getExecutionContext());
		context.failures().since(failing(execution, context.failures().since().orElse(now)));
		Fate fate = Fate.of(execution, this.definitions.get(name), reasons(execution), now);
		context.failure(fate.failure());
		if (fate.unproven()) {
			context.unproven();
		}
		this.contexts.save(execution);
		return new FlowExecutionStatus(fate.ends() ? ABORT : KEEP);
	}

	/** A file of weeks meets many faults: it does not fail as long as parts arrive. */
	private Instant failing(JobExecution execution, Instant since) {
		return this.lastPart.apply(execution.getJobInstanceId()).filter(since::isBefore).orElse(since);
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
