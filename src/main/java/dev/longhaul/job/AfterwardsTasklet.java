package dev.longhaul.job;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.longhaul.definition.UnusableKey;
import dev.longhaul.source.SourceKept;
import dev.longhaul.source.SourceRemoval.Found;
import dev.longhaul.upload.DeliveryUnproven;
import dev.longhaul.upload.Proof;
import dev.longhaul.upload.Receipt;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Keeps, deletes or moves the file, now that its delivery is proved, if it is still the
 * one that was delivered.
 */
record AfterwardsTasklet(CurrentUploads uploads, ContextStore contexts, RangeCheckpoints checkpoints,
		FileSharers sharers, StopSwitch stop, Clock clock) implements Tasklet {

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		CurrentUpload upload = this.uploads.of(contribution.getStepExecution());
		RemovalEntries entries = upload.context().removal();
		if (entries.token().isEmpty()) {
			// one that was taken over from the store may have no marker to be named by
			entries.token(UUID.randomUUID().toString());
			this.contexts.save(contribution);
			return RepeatStatus.CONTINUABLE;
		}
		FileRemoval removal = FileRemoval.of(upload, this.stop, () -> this.contexts.save(contribution));
		if (upload.definition().onSuccess().keeps()) {
			removal.leaveForGood(Optional.empty());
		}
		else if (isToBeAborted(contribution)) {
			removal.leaveForGood(
					Optional.of(removal.isThere() ? "left where it is: the upload was ended before it was taken away"
							: "not there any more when the upload was ended"));
		}
		else if (!removal.isInItsFolder()) {
			removal
				.leaveForGood(Optional.of((removal.isThere() ? "left where it is: it lies" : "gone by itself: it lay")
						+ " outside of " + upload.definition().source().root()));
		}
		else if (!takeAway(upload, removal, contribution)) {
			return RepeatStatus.CONTINUABLE;
		}
		upload.context().clearFailure();
		this.contexts.save(contribution);
		return RepeatStatus.FINISHED;
	}

	/** Whether somebody has said that nothing more is to be done for the upload. */
	private static boolean isToBeAborted(StepContribution contribution) {
		return UploadParameters.of(contribution.getStepExecution().getJobExecution()).abortReason().isPresent();
	}

	/**
	 * Takes the file away if it is the delivered one, be it by another inode.
	 * @return false if the context is to be committed first, and then this done again
	 */
	private boolean takeAway(CurrentUpload upload, FileRemoval removal, StepContribution contribution)
			throws JobInterruptedException {
		Found seen = removal.look();
		boolean mayGo = seen.isDelivered() || (seen == Found.RENUMBERED && !removal.isMoved());
		if (mayGo) {
			requireThatItMayGo(upload, removal, contribution);
		}
		if (seen == Found.RENUMBERED) {
			this.contexts.save(contribution); // a kill may find it aside by that inode
		}
		FileRemoval compared = FileRemoval.of(upload, this.stop, removal.save());
		return compared.takeAway(mayGo ? Found.IN_PLACE : seen, target(upload));
	}

	private boolean isWrittenOver(CurrentUpload upload, StepContribution contribution) {
		boolean whole = upload.context().expected(upload.identity().size()).isPresent();
		return upload.source()
			.isWrittenOver(
					whole ? List.of() : this.checkpoints.of(contribution.getStepExecution(), upload.plan()).complete());
	}

	/**
	 * Whether an earlier run proved the delivery: much may have happened to the object
	 * since. No clock is asked, for it may have been set in between.
	 */
	private boolean isProvedBefore(CurrentUpload upload, StepContribution contribution) {
		return upload.context().receipt().orElseThrow().runs() < this.checkpoints
			.executions(contribution.getStepExecution());
	}

	/**
	 * The file may be the last copy by now, and what one definition takes away no other
	 * can send any more. Where it may not go it gets its name back.
	 */
	private void requireThatItMayGo(CurrentUpload upload, FileRemoval removal, StepContribution contribution)
			throws JobInterruptedException {
		Receipt receipt = upload.context().receipt().orElseThrow();
		try {
			if (Proof.SIZE.label().equals(receipt.proof())) {
				throw SourceKept.unproved(upload.identity().file());
			}
			Optional<String> awaited = this.sharers.reasonToStay(upload.identity());
			if (awaited.isPresent()) {
				upload.context().removal().told(contribution.getStepExecution().getJobExecutionId());
				throw new FileAwaited(upload.identity().file(), awaited.get());
			}
			if (isProvedBefore(upload, contribution)) {
				this.stop.unlessStopped(() -> upload.finisher().prove(receipt));
			}
			// last, for the store may be waited for, and the file be written meanwhile
			if (removal.source().look().hasItsName()
					&& this.stop.unlessStopped(() -> isWrittenOver(upload, contribution))) {
				throw DeliveryUnproven.writtenOver(receipt.key());
			}
		}
		catch (RuntimeException ex) {
			removal.leave();
			throw ex;
		}
	}

	/** Where the file is moved to; nothing if it is deleted. */
	private Optional<Path> target(CurrentUpload upload) {
		Path file = upload.identity().file();
		try {
			return upload.definition()
				.onSuccess()
				.target(upload.definition().subject(file, upload.identity().modified(), this.clock));
		}
		catch (UnusableKey ex) {
			throw new SourceKept(file, ex.getMessage());
		}
	}

}
