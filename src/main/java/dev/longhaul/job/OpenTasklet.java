package dev.longhaul.job;

import java.time.Clock;
import java.util.List;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.CreatedUpload;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.UploadGone;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.CreationWindow;
import dev.longhaul.upload.Reconciler;
import dev.longhaul.upload.Reconciler.Reconciliation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Begins the multipart upload, or takes it up again by comparing the store's parts with
 * the checkpoints. The intent is committed before CreateMultipartUpload: an upload that a
 * kill leaves between the request and its commit is recognised by it, and aborted.
 */
final class OpenTasklet implements Tasklet {

	private static final Logger log = LoggerFactory.getLogger(OpenTasklet.class);

	/** Exit code: the object is already there, the answer to Complete was lost. */
	static final String DONE = "DONE";

	private final CurrentUploads uploads;

	private final ContextStore contexts;

	private final RangeCheckpoints checkpoints;

	private final DeliveryCheck deliveries;

	private final StopSwitch stop;

	private final Clock clock;

	OpenTasklet(CurrentUploads uploads, ContextStore contexts, RangeCheckpoints checkpoints, StopSwitch stop,
			Clock clock) {
		this.uploads = uploads;
		this.contexts = contexts;
		this.checkpoints = checkpoints;
		this.deliveries = new DeliveryCheck(checkpoints);
		this.stop = stop;
		this.clock = clock;
	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		return this.stop.unlessStopped(() -> open(contribution));
	}

	private RepeatStatus open(StepContribution contribution) {
		CurrentUpload upload = this.uploads.of(contribution.getStepExecution());
		if (upload.context().upload().isPresent()) {
			contribution.setExitStatus(resume(upload, contribution));
			return RepeatStatus.FINISHED;
		}
		if (contribution.getStepExecution().getCommitCount() == 0) {
			if (abortOrphans(upload)) {
				upload.context().intent(this.clock.instant());
			}
			else {
				upload.context().lostUntil(this.clock.instant());
			}
			this.contexts.save(contribution);
			return RepeatStatus.CONTINUABLE;
		}
		begin(upload, contribution);
		return RepeatStatus.FINISHED;
	}

	private void begin(CurrentUpload upload, StepContribution contribution) {
		CreatedUpload created = upload.store().create(upload.object());
		upload.context().upload(created.upload());
		if (created.perhapsTwice()) {
			upload.context().lostUntil(this.clock.instant());
		}
		this.contexts.save(contribution);
		if (upload.context().lostUntil().isPresent() && abortOrphans(upload)) {
			upload.context().noneLost();
			this.contexts.save(contribution);
		}
	}

	/**
	 * Housekeeping: that it is not allowed must not keep the file from being delivered.
	 */
	private static boolean abortOrphans(CurrentUpload upload) {
		try {
			upload.context()
				.intent()
				.ifPresent((since) -> upload.finisher()
					.abortOrphans(upload.key(), CreationWindow.after(since), upload.context().upload().orElse(null)));
			return true;
		}
		catch (StoreException ex) {
			log.warn("cannot look for a lost upload of {}: {}", upload.key(), ex.getMessage());
			return upload.context().intent().isEmpty();
		}
	}

	private ExitStatus resume(CurrentUpload upload, StepContribution contribution) {
		RangeCheckpoints.OfUpload ranges = this.checkpoints.of(contribution.getStepExecution(), upload.plan());
		try {
			List<UploadedPart> listed = upload.store().listParts(upload.upload());
			Reconciliation difference = compare(upload, listed, ranges.all());
			// some stores answer with an empty list for an upload that they completed
			if (!difference.lost().isEmpty() && isDelivered(upload, contribution)) {
				return new ExitStatus(DONE);
			}
			ranges.learn(difference);
			this.contexts.save(contribution);
			upload.transfer().stored(ranges.all().bytes());
			return ExitStatus.COMPLETED;
		}
		catch (UploadGone ex) {
			if (isDelivered(upload, contribution)) {
				return new ExitStatus(DONE);
			}
			throw ex;
		}
	}

	private boolean isDelivered(CurrentUpload upload, StepContribution contribution) {
		return this.deliveries.isDelivered(upload, contribution.getStepExecution());
	}

	private static Reconciliation compare(CurrentUpload upload, List<UploadedPart> listed, Checkpoint checkpoint) {
		SourceFile now = SourceFile.of(upload.identity().file());
		boolean sameFile = now.fileKey().equals(upload.context().fileKey());
		upload.context().fileKey(now.fileKey());
		return new Reconciler(upload.plan(), now).compare(listed, checkpoint, sameFile);
	}

}
