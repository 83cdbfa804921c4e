package dev.longhaul.job;

import java.util.List;

import dev.longhaul.checkpoint.Checkpoint;
import org.springframework.batch.core.step.StepExecution;

/**
 * Whether the object is already in the store although no answer said so. Asked before
 * anything is sent again or given up.
 */
final class DeliveryCheck {

	private final RangeCheckpoints checkpoints;

	DeliveryCheck(RangeCheckpoints checkpoints) {
		this.checkpoints = checkpoints;
	}

	/**
	 * Only an upload whose every part is checkpointed can have become the object; one
	 * with our marker that somebody made of some parts only is not the delivery.
	 */
	boolean isDelivered(CurrentUpload upload, StepExecution step) {
		if (!upload.context().isPlanned() || upload.context().intent().isEmpty()) {
			return false;
		}
		Checkpoint checkpoint = upload.plan().single() ? Checkpoint.of(List.of())
				: this.checkpoints.of(step, upload.plan()).all();
		boolean mayBe = upload.plan().single() || checkpoint.bytes() == upload.identity().size();
		return mayBe && upload.finisher()
			.delivered(upload.key(), upload.mark(checkpoint.parts()))
			.filter((object) -> object.size() == upload.identity().size())
			.isPresent();
	}

}
