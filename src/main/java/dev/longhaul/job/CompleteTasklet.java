package dev.longhaul.job;

import java.util.List;

import dev.longhaul.store.Completion;
import dev.longhaul.store.UploadedPart;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Joins all parts of all executions, none missing, if the file is still the one. Killed
 * after the request and before its commit, the next execution finds the object by its
 * marker.
 */
record CompleteTasklet(CurrentUploads uploads, RangeCheckpoints checkpoints, StopSwitch stop) implements Tasklet {

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		CurrentUpload upload = this.uploads.of(contribution.getStepExecution());
		List<UploadedPart> parts = this.checkpoints.of(contribution.getStepExecution(), upload.plan()).complete();
		return this.stop.unlessStopped(() -> {
			upload.source().requireUnchanged(parts);
			Completion completion = new Completion(parts, upload.object().wholeChecksum(parts).orElse(null),
					upload.object().condition());
			upload.finisher().complete(upload.upload(), completion, upload.object().mark(parts));
			return RepeatStatus.FINISHED;
		});
	}

}
