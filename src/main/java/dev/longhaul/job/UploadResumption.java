package dev.longhaul.job;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.source.InodeChange;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.UploadGone;
import dev.longhaul.upload.Reconciler;
import dev.longhaul.upload.Reconciler.Reconciliation;
import org.springframework.batch.core.step.StepContribution;

/**
 * Takes a multipart upload up again: compares the store's parts with the checkpoints and
 * corrects these.
 */
final class UploadResumption {

	private final ContextStore contexts;

	private final RangeCheckpoints checkpoints;

	private final DeliveryCheck deliveries;

	UploadResumption(ContextStore contexts, RangeCheckpoints checkpoints, DeliveryCheck deliveries) {
		this.contexts = contexts;
		this.checkpoints = checkpoints;
		this.deliveries = deliveries;
	}

	/**
	 * Takes up.
	 * @return false if there is nothing left to send because the object is already there:
	 * the answer to Complete was lost
	 * @throws UploadGone if the store does not know the upload, and has no object of it
	 */
	boolean resume(CurrentUpload upload, StepContribution contribution) {
		RangeCheckpoints.OfUpload ranges = this.checkpoints.of(contribution.getStepExecution(), upload.plan());
		try {
			String change = InodeChange.of(upload.identity().file());
			SourceFile now = SourceFile.of(upload.identity().file());
			boolean same = upload.context().source().hasSeen(now, change);
			Reconciliation difference = compare(upload, now, same, ranges.all());
			// some stores answer with an empty list for an upload that they completed
			if (!difference.lost().isEmpty() && isDelivered(upload, contribution)) {
				return false;
			}
			ranges.learn(difference);
			// not before: the next run would take the parts of another file for this
			// one's
			upload.context().source().see(now, change);
			Checkpoint toBegin = Checkpoint.of(ranges.notBegun(difference.adopted()));
			upload.context().adopted(toBegin.parts());
			this.contexts.save(contribution);
			upload.transfer().foundEarlier(ranges.all().bytes() + toBegin.bytes());
			return true;
		}
		catch (UploadGone ex) {
			if (isDelivered(upload, contribution)) {
				return false;
			}
			throw ex;
		}
	}

	private boolean isDelivered(CurrentUpload upload, StepContribution contribution) {
		return this.deliveries.isDeliveredInTheEnd(upload, contribution.getStepExecution());
	}

	/**
	 * Compares.
	 * @param same whether what is checkpointed need not be compared with the file
	 */
	private static Reconciliation compare(CurrentUpload upload, SourceFile now, boolean same, Checkpoint checkpoint) {
		return new Reconciler(upload.plan(), now, upload.context().integrity(), upload.allowance().pages(),
				upload.transfer())
			.compare(upload.store().listParts(upload.upload()), checkpoint, same);
	}

}
