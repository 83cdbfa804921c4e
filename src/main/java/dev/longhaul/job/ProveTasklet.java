package dev.longhaul.job;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.longhaul.store.StoredObject;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.ExpectedObject;
import dev.longhaul.upload.Proved;
import dev.longhaul.upload.Receipt;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Compares the object with what was computed from the file, and writes the receipt.
 */
record ProveTasklet(CurrentUploads uploads, ContextStore contexts, RangeCheckpoints checkpoints, StopSwitch stop,
		Clock clock) implements Tasklet {

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		return this.stop.unlessStopped(() -> prove(contribution));
	}

	private RepeatStatus prove(StepContribution contribution) {
		StepExecution step = contribution.getStepExecution();
		CurrentUpload upload = this.uploads.of(step);
		RangeCheckpoints.OfUpload ranges = this.checkpoints.of(step, upload.plan());
		Optional<ExpectedObject> whole = upload.context().expected(upload.identity().size());
		List<UploadedPart> parts = whole.isPresent() ? List.of() : ranges.complete();
		ExpectedObject expected = whole.orElseGet(() -> ExpectedObject.ofParts(parts));
		// before the look: what another upload puts in its place is proved later
		Instant at = this.clock.instant();
		Proved proved = upload.object().prove(parts, expected);
		upload.context().creation().encryption().ifPresent(proved::requireEncryption);
		long sent = upload.plan().single() && !upload.context().isFound() ? upload.identity().size()
				: ranges.bytesSent();
		upload.context().receipt(receipt(step, upload, proved, sent, at));
		this.contexts.save(contribution);
		return RepeatStatus.FINISHED;
	}

	private Receipt receipt(StepExecution step, CurrentUpload upload, Proved proved, long sent, Instant at) {
		StoredObject object = proved.object();
		UploadIdentity identity = upload.identity();
		int runs = this.checkpoints.executions(step);
		String marker = upload.context().marker();
		return new Receipt(identity.file().toString(), identity.size(), identity.modified(), identity.destination(),
				object.key(), object.versionId(), object.etag(), upload.plan().parts(), upload.plan().partSize(),
				proved.checksum(), proved.proof().label(), UploadParameters.of(step.getJobExecution()).attempt(), runs,
				sent, upload.context().creation().intent().orElse(at), at, Receipt.FORMAT,
				marker.isEmpty() ? null : marker);
	}

}
