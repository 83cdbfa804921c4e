package dev.longhaul.job;

import java.util.List;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition.OnFailure;
import dev.longhaul.store.UploadGone;
import dev.longhaul.upload.DeliveryUnproven;
import dev.longhaul.upload.UploadFailure;
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
final class FailureDecider implements JobExecutionDecider {

	static final String ABORT = "ABORT";

	static final String KEEP = "KEEP";

	private final DefinitionsInUse definitions;

	private final ContextStore contexts;

	FailureDecider(DefinitionsInUse definitions, ContextStore contexts) {
		this.definitions = definitions;
		this.contexts = contexts;
	}

	@Override
	public FlowExecutionStatus decide(JobExecution execution, @Nullable StepExecution step) {
		List<Throwable> reasons = reasons(execution);
		UploadFailure failure = UploadFailure.gravest(reasons);
		UploadContext context = new UploadContext(execution.getExecutionContext());
		context.failure(failure);
		if (reasons.stream().anyMatch((reason) -> reason instanceof DeliveryUnproven)) {
			context.unproven();
		}
		this.contexts.save(execution);
		OnFailure wanted = this.definitions.get(UploadIdentity.of(execution.getJobParameters()).definition())
			.onFailure();
		boolean requested = UploadIdentity.end(execution.getJobParameters()).isPresent();
		// there is nothing to keep of an upload that the store has lost
		boolean gone = reasons.stream().anyMatch((reason) -> reason instanceof UploadGone);
		boolean abort = requested || gone || wanted == OnFailure.ABORT
				|| (wanted == OnFailure.AUTO && failure.cure().endsUpload());
		return new FlowExecutionStatus(abort ? ABORT : KEEP);
	}

	/**
	 * The partition step's own exception only says that a range failed; the range has the
	 * reason.
	 */
	private static List<Throwable> reasons(JobExecution execution) {
		return execution.getStepExecutions()
			.stream()
			.flatMap((step) -> step.getFailureExceptions().stream())
			.filter((failure) -> failure.getClass() != JobExecutionException.class)
			.filter((failure) -> !(failure instanceof JobInterruptedException))
			.toList();
	}

}
