package dev.longhaul.job;

import java.util.UUID;

import dev.longhaul.part.PartPlan;
import dev.longhaul.source.SourceFile;
import dev.longhaul.upload.EndRequested;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Looks at the file and fixes plan, key and marker; at a restart it only looks whether
 * the file is still the one.
 */
final class PlanTasklet implements Tasklet {

	/** Exit code: the file travels in one PutObject. */
	static final String SINGLE = "SINGLE";

	private final CurrentUploads uploads;

	private final ContextStore contexts;

	PlanTasklet(CurrentUploads uploads, ContextStore contexts) {
		this.uploads = uploads;
		this.contexts = contexts;
	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
		CurrentUpload upload = this.uploads.of(contribution.getStepExecution());
		UploadContext context = upload.context();
		context.clearFailure();
		JobParameters parameters = contribution.getStepExecution().getJobExecution().getJobParameters();
		UploadIdentity.end(parameters).ifPresent((why) -> {
			throw new EndRequested(upload.identity().file(), why);
		});
		upload.requireSameDestination();
		SourceFile seen = SourceFile.of(upload.identity().file());
		if (!context.isPlanned()) {
			context.fileKey(seen.fileKey());
			PartPlan plan = PartPlan.of(upload.identity().size(), upload.definition().transfer().size());
			String key = UploadIdentity.key(parameters);
			context.plan(plan, key, UUID.randomUUID().toString());
		}
		// another file key is for the open step: a remount changes it too
		SourceFile planned = new SourceFile(seen.path(), upload.identity().size(), upload.identity().modified(),
				seen.fileKey());
		planned.requireUnchanged();
		this.contexts.save(contribution);
		if (upload.plan().single()) {
			contribution.setExitStatus(new ExitStatus(SINGLE));
		}
		return RepeatStatus.FINISHED;
	}

}
