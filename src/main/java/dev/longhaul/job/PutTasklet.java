package dev.longhaul.job;

import java.time.Clock;
import java.util.List;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.SourceGone;
import dev.longhaul.store.ConditionConflict;
import dev.longhaul.store.PreconditionFailed;
import dev.longhaul.upload.ExpectedObject;
import dev.longhaul.upload.PartPlace;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Sends a file that fits one part in one PutObject. The intent is committed first, so
 * that a restart looks for the object before it sends again. From the answer on the
 * delivery counts as unproved, as after Complete; that is committed with the failure of
 * the proof, if it fails, for a commit more would cost each small file what its request
 * costs. A kill in between leaves the intent alone.
 */
record PutTasklet(CurrentUploads uploads, ContextStore contexts, DeliveryCheck deliveries, StopSwitch stop,
		Clock clock) implements Tasklet {

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		CurrentUpload upload = this.uploads.of(contribution.getStepExecution());
		boolean first = contribution.getStepExecution().getCommitCount() == 0;
		if (first && this.stop
			.unlessStopped(() -> this.deliveries.isDelivered(upload, contribution.getStepExecution()))) {
			upload.context().unproven();
			expectEtag(upload); // what its answer said is not known
			return RepeatStatus.FINISHED;
		}
		Part whole = upload.plan().part(1);
		if (first) {
			upload.source().seeFile();
			Checksum checksum = this.stop
				.unlessStopped(() -> new FileSlice(upload.file(), whole).checksum(upload.context().integrity()));
			upload.context().expect(ExpectedObject.ofWhole(whole.length(), checksum));
			upload.context().put().forget();
			upload.context().creation().intent(this.clock.instant());
			upload.context().creation().encryption(upload.object().encryption());
			upload.object().beginLock(this.clock.instant());
			this.contexts.save(contribution);
			return RepeatStatus.CONTINUABLE;
		}
		return send(upload, whole, contribution);
	}

	private RepeatStatus send(CurrentUpload upload, Part whole, StepContribution contribution)
			throws JobInterruptedException {
		ExpectedObject expected = upload.context().expected(whole.length()).orElseThrow();
		// one of the parts that are sent at once, and share what bandwidth there is
		try (PartPlace place = upload.place()) {
			this.stop.unlessStopped(() -> {
				upload.requireClaims().run();
				try {
					upload.uploader()
						.put(upload.object().spec(), whole, expected, upload.object().condition(), place,
								(looked) -> answered(upload.context(), looked));
				}
				catch (SourceGone ex) {
					// perhaps taken away once the store had it, as by another definition
					if (!this.deliveries.isDelivered(upload, contribution.getStepExecution())) {
						throw ex;
					}
				}
				catch (PreconditionFailed | ConditionConflict ex) {
					upload.finisher().requireOurs(upload.key(), upload.object().mark(List.of()), ex);
				}
				upload.context().unproven();
				if (!upload.context().put().isVerified()) {
					expectEtag(upload);
				}
				return whole;
			});
		}
		upload.transfer().sent(whole.length());
		contribution.incrementWriteCount(1);
		return RepeatStatus.FINISHED;
	}

	private static void answered(UploadContext context, boolean looked) {
		context.unproven();
		if (looked) {
			context.put().verified();
		}
	}

	/**
	 * A store that does not know the checksum's header passes over it, and its object is
	 * not proved by what was merely sent; the ETag may be. It is committed with the
	 * proof, which looks at the store first: no connection is held meanwhile.
	 */
	private static void expectEtag(CurrentUpload upload) {
		if (upload.context().integrity() != ChecksumAlgorithm.MD5 && upload.identity().isStillThere()) {
			Part whole = upload.plan().part(1);
			upload.context().expectEtag(new FileSlice(upload.file(), whole).checksum(ChecksumAlgorithm.MD5).hex());
		}
	}

}
