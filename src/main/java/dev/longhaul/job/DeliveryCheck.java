package dev.longhaul.job;

import java.util.Optional;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.store.StoredObject;
import dev.longhaul.upload.ObjectMark;
import dev.longhaul.upload.UploadFinisher;
import org.springframework.batch.core.step.StepExecution;

/**
 * Whether the object is already in the store although no answer said so. Asked before
 * anything is sent again or given up.
 */
record DeliveryCheck(RangeCheckpoints checkpoints) {

	/**
	 * Only an upload whose every part is checkpointed can have become the object; one
	 * with our marker that somebody made of some parts only is not the delivery.
	 */
	boolean isDelivered(CurrentUpload upload, StepExecution step) {
		return isDelivered(upload, step, UploadFinisher::delivered);
	}

	/**
	 * The same where the store does not know the upload any more: then the object may
	 * just have been made of it, and is waited for.
	 */
	boolean isDeliveredInTheEnd(CurrentUpload upload, StepExecution step) {
		return isDelivered(upload, step, UploadFinisher::deliveredInTheEnd);
	}

	private boolean isDelivered(CurrentUpload upload, StepExecution step, Look look) {
		if (!upload.context().isPlanned() || upload.context().creation().intent().isEmpty()) {
			return false;
		}
		Checkpoint checkpoint = this.checkpoints.of(step, upload.plan()).all();
		boolean mayBe = upload.plan().single() || checkpoint.bytes() == upload.identity().size();
		return mayBe && look.at(upload.finisher(), upload.key(), upload.object().mark(checkpoint.parts()))
			.filter((object) -> object.size() == upload.identity().size())
			.isPresent();
	}

	/**
	 * A way to look at the object.
	 */
	private interface Look {

		Optional<StoredObject> at(UploadFinisher finisher, String key, ObjectMark mark);

	}

}
