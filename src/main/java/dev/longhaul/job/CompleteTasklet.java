package dev.longhaul.job;

import java.util.List;

import dev.longhaul.store.Completion;
import dev.longhaul.store.PartUnknown;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.UploadedPart;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Joins all parts of all executions, none missing, if the file is still the one. Killed
 * after the request and before its commit, the next execution finds the object by its
 * marker. From the commit on the delivery counts as unproved: whatever lies under the key
 * then is not replaced before it was compared.
 */
record CompleteTasklet(CurrentUploads uploads, ContextStore contexts, RangeCheckpoints checkpoints,
		StopSwitch stop) implements Tasklet {

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		CurrentUpload upload = this.uploads.of(contribution.getStepExecution());
		List<UploadedPart> parts = this.checkpoints.of(contribution.getStepExecution(), upload.plan()).complete();
		return this.stop.unlessStopped(() -> {
			upload.source().requireUnchanged(parts);
			Completion completion = new Completion(parts, upload.object().wholeChecksum(parts).orElse(null),
					upload.object().condition());
			upload.requireClaims().run();
			try {
				upload.finisher().complete(upload.upload(), completion, upload.object().mark(parts));
			}
			catch (PartUnknown ex) {
				throw judged(ex, upload);
			}
			upload.context().unproven();
			this.contexts.save(contribution);
			return RepeatStatus.FINISHED;
		});
	}

	/**
	 * For the next run the first time: it compares the parts before it completes. Where
	 * it has found none missing, no other will.
	 */
	private static StoreException judged(PartUnknown refusal, CurrentUpload upload) {
		FailureEntries failures = upload.context().failures();
		if (failures.isPartUnknown()) {
			return new RequestRefused(
					("CompleteMultipartUpload of %s: the store says again that it does not have a part (InvalidPart), "
							+ "and yet it lists every part as it was sent; end the upload by 'longhaul abort', then run "
							+ "again: the whole file is sent anew")
						.formatted(upload.key()),
					refusal);
		}
		failures.partUnknown();
		return refusal;
	}

}
