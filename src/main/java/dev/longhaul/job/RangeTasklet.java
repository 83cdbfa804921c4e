package dev.longhaul.job;

import java.util.Optional;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.part.Part;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.PartLimit;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Sends the next missing part of its range. One call is one part and one commit, so that
 * at a kill only the parts in flight are sent again.
 */
final class RangeTasklet implements Tasklet {

	private final CurrentUploads uploads;

	private final StopSwitch stop;

	RangeTasklet(CurrentUploads uploads, StopSwitch stop) {
		this.uploads = uploads;
		this.stop = stop;
	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		StepExecution step = contribution.getStepExecution();
		CurrentUpload upload = this.uploads.of(step);
		RangeContext range = new RangeContext(step.getExecutionContext());
		Checkpoint checkpoint = range.checkpoint(upload.plan());
		Optional<Part> missing = checkpoint.nextMissing(range.range(), upload.plan());
		if (missing.isEmpty()) {
			return RepeatStatus.FINISHED;
		}
		UploadedPart sent = send(upload, missing.get());
		checkpoint = checkpoint.with(sent);
		range.checkpoint(checkpoint);
		range.sent(sent);
		contribution.incrementWriteCount(1);
		boolean more = checkpoint.nextMissing(range.range(), upload.plan()).isPresent();
		return RepeatStatus.continueIf(more);
	}

	private UploadedPart send(CurrentUpload upload, Part part) throws JobInterruptedException {
		// before the look at the stop: no part begins after it
		try (PartLimit.Place place = upload.place()) {
			if (upload.transfer().failed()) {
				throw new JobInterruptedException("another range of this upload failed");
			}
			UploadedPart sent = this.stop.unlessStopped(() -> upload.uploader().send(upload.upload(), part));
			upload.transfer().sent(sent.size());
			return sent;
		}
		catch (RuntimeException ex) {
			upload.transfer().fail();
			throw ex;
		}
	}

}
