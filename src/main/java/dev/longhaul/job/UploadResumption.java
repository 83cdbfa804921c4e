package dev.longhaul.job;

import java.util.List;
import java.util.Optional;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.source.InodeChange;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.UploadGone;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.Reconciler.Reconciliation;
import org.springframework.batch.core.step.StepContribution;

/**
 * Takes a multipart upload up again: compares the store's parts with the checkpoints and
 * corrects these.
 */
record UploadResumption(ContextStore contexts, RangeCheckpoints checkpoints, DeliveryCheck deliveries) {

	/**
	 * Takes up.
	 * @return false if there is nothing left to send because the object is already there:
	 * the answer to Complete was lost
	 * @throws UploadGone if the store does not know the upload, and has no object of it
	 */
	boolean resume(CurrentUpload upload, StepContribution contribution) {
		RangeCheckpoints.OfUpload ranges = this.checkpoints.of(contribution.getStepExecution(), upload.plan());
		// the store may be waited for; what it says then counts
		long checkpointed = ranges.all().bytes();
		upload.transfer().foundEarlier(checkpointed);
		Seen seen = Seen.now(upload);
		try {
			List<UploadedPart> listed = upload.store().listParts(upload.upload());
			Reconciliation difference = upload.reconciler(seen.file())
				.compare(listed, ranges.all(), seen.isSame(upload));
			// some stores answer with an empty list for an upload that they completed
			boolean gone = listed.isEmpty() || !difference.lost().isEmpty();
			if (gone && isDelivered(upload, seen, contribution)) {
				return false;
			}
			ranges.learn(difference);
			// not before: the next run would take the parts of another file for this
			// one's
			seen.note(upload);
			Checkpoint toBegin = Checkpoint.of(ranges.notBegun(difference.adopted()));
			upload.context().adopted(toBegin.parts());
			if (!difference.isNone()) {
				upload.context().failures().noMorePartUnknown();
			}
			this.contexts.save(contribution);
			upload.transfer().foundEarlier(ranges.all().bytes() + toBegin.bytes() - checkpointed);
			return true;
		}
		catch (UploadGone ex) {
			if (isDelivered(upload, seen, contribution)) {
				return false;
			}
			throw ex;
		}
	}

	private boolean isDelivered(CurrentUpload upload, Seen seen, StepContribution contribution) {
		return this.deliveries.isDeliveredInTheEnd(upload, contribution.getStepExecution())
				|| isDeliveredUnseen(upload, seen, contribution);
	}

	/**
	 * Whether the upload became the object although not all of its parts are checkpointed
	 * here, as where the home was restored from a copy that is older than its end.
	 */
	private boolean isDeliveredUnseen(CurrentUpload upload, Seen seen, StepContribution contribution) {
		Optional<StoredObject> object = objectOf(upload, seen.file());
		object.ifPresent((found) -> {
			seen.file().requireUnchanged();
			seen.note(upload);
			upload.context().found(found);
			this.contexts.save(contribution);
		});
		return object.isPresent();
	}

	private static Optional<StoredObject> objectOf(CurrentUpload upload, SourceFile file) {
		try {
			return upload.search()
				.object(upload.key(), file, upload.plan(), (there) -> there.hasMarker(upload.context().marker()));
		}
		catch (AccessRefused ex) {
			// without the right to list a bucket nobody is told that a key is free
			return Optional.empty();
		}
	}

	/**
	 * The file as it is looked at now.
	 *
	 * @param change when its inode changed last, looked up before the file was
	 */
	private record Seen(SourceFile file, String change) {

		static Seen now(CurrentUpload upload) {
			String change = InodeChange.of(upload.identity().file());
			return new Seen(upload.source().now(), change);
		}

		/** Whether what is checkpointed need not be compared with it. */
		boolean isSame(CurrentUpload upload) {
			return upload.context().source().hasSeen(this.file, this.change);
		}

		void note(CurrentUpload upload) {
			upload.source().see(this.file, this.change);
		}

	}

}
