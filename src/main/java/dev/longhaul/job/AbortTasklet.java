package dev.longhaul.job;

import java.time.Clock;

import dev.longhaul.store.StoreException;
import dev.longhaul.upload.AbortUnfinished;
import dev.longhaul.upload.DeliveredMeanwhile;
import dev.longhaul.upload.UploadFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Ends an upload that cannot be completed, and frees its parts.
 */
record AbortTasklet(CurrentUploads uploads, ContextStore contexts, DeliveryCheck deliveries, PartSenders senders,
		StopSwitch stop, Clock clock) implements Tasklet {

	private static final Logger log = LoggerFactory.getLogger(AbortTasklet.class);

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		StepExecution step = contribution.getStepExecution();
		UploadContext context = new UploadContext(step.getJobExecution().getExecutionContext());
		UploadParameters parameters = UploadParameters.of(step.getJobExecution());
		try {
			// the store of a forgotten upload may not even be named correctly
			if (!parameters.forgets()) {
				// S3 may keep a part that arrives while its upload is aborted
				this.senders.await(parameters.identity());
				this.stop.unlessStopped(() -> freed(step));
			}
		}
		catch (DeliveredMeanwhile ex) {
			context.failedToo(UploadFailure.of(ex), "; ");
			throw ex;
		}
		catch (RuntimeException ex) {
			context.abortFailed(UploadFailure.of(ex), step.getJobExecution().getJobInstanceId(),
					parameters.abortReason().isPresent());
			throw ex;
		}
		context.aborted(this.clock.instant());
		this.contexts.save(contribution);
		return RepeatStatus.FINISHED;
	}

	/** The upload itself has ended; a twin that cannot be looked for is left to sweep. */
	private static void abortTwin(CurrentUpload upload) {
		try {
			upload.object().abortTwins();
			upload.context().creation().noTwin();
		}
		catch (StoreException | AbortUnfinished ex) {
			log.warn("cannot look for a lost upload of {}: {}", upload.key(), ex.getMessage());
		}
	}

	/** The upload, whose parts in the store are free now. */
	private CurrentUpload freed(StepExecution step) {
		CurrentUpload upload = this.uploads.of(step);
		if (this.deliveries.isDelivered(upload, step)) {
			throw new DeliveredMeanwhile(upload.key());
		}
		upload.requireClaims().run();
		upload.context().creation().upload().ifPresentOrElse((begun) -> {
			boolean ended = upload.finisher().abort(begun);
			// a store that has given up answering may have completed it after the look
			if (!ended && this.deliveries.isDeliveredInTheEnd(upload, step)) {
				throw new DeliveredMeanwhile(upload.key());
			}
			upload.context().creation().twinUntil().ifPresent((until) -> abortTwin(upload));
		}, upload.object()::abortTwins);
		return upload;
	}

}
