package dev.longhaul.job;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.JobDefinition.OnFailure;
import dev.longhaul.store.ClockSkewed;
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

	private final Clock clock;

	FailureDecider(DefinitionsInUse definitions, ContextStore contexts, Clock clock) {
		this.definitions = definitions;
		this.contexts = contexts;
		this.clock = clock;
	}

	@Override
	public FlowExecutionStatus decide(JobExecution execution, @Nullable StepExecution step) {
		UploadIdentity identity = UploadIdentity.of(execution.getJobParameters());
		UploadContext context = new UploadContext(execution.getExecutionContext());
		JobDefinition definition = this.definitions.get(identity.definition());
		List<Throwable> reasons = reasons(execution).stream()
			.map((reason) -> OutOfSight.judged(reason, identity.file(), context.fileKey(), definition.source().root()))
			.toList();
		UploadFailure failure = UploadFailure.gravest(reasons);
		boolean unproven = context.isUnproven() || any(reasons, DeliveryUnproven.class);
		// what is delivered is not aborted; only its file is still to be taken away
		boolean proved = context.receipt().isPresent();
		// an object that may be the delivery is for a person, whatever the policy is and
		// however old it is; what cannot be cured ends it all the same
		OnFailure policy = (unproven && definition.onFailure() == OnFailure.ABORT) ? OnFailure.AUTO
				: definition.onFailure();
		boolean ends = !proved && (endsUpload(execution, policy, failure) || any(reasons, UploadGone.class));
		// a clock that the store calls wrong does not tell how old it is
		boolean givenUp = !ends && !unproven && !proved && !any(reasons, ClockSkewed.class)
				&& isTooOld(context, definition, this.clock.instant());
		context.failure(givenUp ? failure.givenUp(context.intent().orElseThrow()) : failure);
		if (unproven) {
			context.unproven();
		}
		this.contexts.save(execution);
		return new FlowExecutionStatus((ends || givenUp) ? ABORT : KEEP);
	}

	static boolean endsUpload(JobExecution execution, OnFailure wanted, UploadFailure failure) {
		boolean requested = UploadIdentity.end(execution.getJobParameters()).isPresent();
		return requested || wanted == OnFailure.ABORT || (wanted == OnFailure.AUTO && failure.cure().endsUpload());
	}

	/**
	 * Asked only after one more try: an upload that goes well again is never given up.
	 */
	static boolean isTooOld(UploadContext context, JobDefinition definition, Instant now) {
		return context.intent().filter((begun) -> definition.givesUp(begun, now)).isPresent();
	}

	private static boolean any(List<Throwable> reasons, Class<? extends Throwable> type) {
		return reasons.stream().anyMatch(type::isInstance);
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
			.map(RepositoryFailed::inWords)
			.toList();
	}

}
