package dev.longhaul.job;

import java.util.Optional;

import dev.longhaul.part.Part;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.PartPlace;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Sends the missing parts of its range. A call sends for a while, at least one part, and
 * is one commit. After a kill the store's list of parts tells what came later, so only
 * the parts in flight are sent again.
 */
record RangeTasklet(CurrentUploads uploads, StopSwitch stop, CheckpointInterval interval) implements Tasklet {

	/** The failure of a call that had parts to commit; the next call throws it. */
	private static final String FAILURE = "failure";

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws Exception {
		if (chunk.getAttribute(FAILURE) instanceof Exception failure) {
			throw failure;
		}
		StepExecution step = contribution.getStepExecution();
		CurrentUpload upload = this.uploads.of(step);
		RangeContext range = new RangeContext(step.getExecutionContext());
		long begun = System.nanoTime();
		Optional<Part> missing = range.nextMissing(upload.plan());
		boolean due = false;
		while (missing.isPresent() && !due) {
			try {
				UploadedPart sent = send(upload, missing.get());
				range.sent(sent, upload.plan());
				contribution.incrementWriteCount(1);
				due = !sent.isRecognisable() || System.nanoTime() - begun >= this.interval.time().toNanos();
			}
			catch (RuntimeException | JobInterruptedException ex) {
				if (contribution.getWriteCount() == 0) {
					throw ex;
				}
				chunk.setAttribute(FAILURE, ex);
				return RepeatStatus.CONTINUABLE;
			}
			missing = range.nextMissing(upload.plan());
		}
		return RepeatStatus.continueIf(missing.isPresent());
	}

	private UploadedPart send(CurrentUpload upload, Part part) throws JobInterruptedException {
		// before the look at the stop: no part begins after it
		try (PartPlace place = upload.place()) {
			if (upload.transfer().failed()) {
				throw new JobInterruptedException("another range of this upload failed");
			}
			if (upload.transfer().withdrawn()) {
				throw new JobInterruptedException("this upload is to be aborted");
			}
			UploadedPart sent = this.stop.unlessStopped(() -> upload.uploader().send(upload.upload(), part, place));
			upload.transfer().sent(sent.size());
			return sent;
		}
		catch (RuntimeException | Error ex) {
			upload.transfer().fail();
			throw ex;
		}
	}

}
