package dev.longhaul.job;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.longhaul.store.StoredObject;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.ExpectedEtag;
import dev.longhaul.upload.Receipt;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Compares the object in the store with what was computed from the file, and writes the
 * receipt.
 */
final class ProveTasklet implements Tasklet {

	private final CurrentUploads uploads;

	private final ContextStore contexts;

	private final RangeCheckpoints checkpoints;

	private final StopSwitch stop;

	private final Clock clock;

	ProveTasklet(CurrentUploads uploads, ContextStore contexts, RangeCheckpoints checkpoints, StopSwitch stop,
			Clock clock) {
		this.uploads = uploads;
		this.contexts = contexts;
		this.checkpoints = checkpoints;
		this.stop = stop;
		this.clock = clock;
	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		return this.stop.unlessStopped(() -> prove(contribution));
	}

	private RepeatStatus prove(StepContribution contribution) {
		StepExecution step = contribution.getStepExecution();
		CurrentUpload upload = this.uploads.of(step);
		RangeCheckpoints.OfUpload ranges = this.checkpoints.of(step, upload.plan());
		boolean whole = upload.context().etag().isPresent();
		List<UploadedPart> parts = whole ? List.of() : ranges.all().requireComplete(upload.plan());
		Optional<String> etag = whole ? upload.context().etag() : ExpectedEtag.ofParts(parts);
		StoredObject object = upload.finisher().prove(upload.key(), upload.mark(parts), upload.identity().size(), etag);
		boolean byEtag = object.hasMd5Etag() && etag.isPresent();
		long sent = upload.plan().single() && !upload.context().isFound() ? upload.identity().size()
				: ranges.bytesSent();
		upload.context().receipt(receipt(step, upload, object, byEtag, sent));
		this.contexts.save(contribution);
		return RepeatStatus.FINISHED;
	}

	private Receipt receipt(StepExecution step, CurrentUpload upload, StoredObject object, boolean byEtag, long sent) {
		UploadIdentity identity = upload.identity();
		int runs = this.checkpoints.executions(step);
		Instant now = this.clock.instant();
		return new Receipt(identity.file().toString(), identity.size(), identity.modified(), identity.destination(),
				object.key(), object.versionId(), object.etag(), upload.plan().parts(), byEtag ? "etag" : "content-md5",
				UploadIdentity.attempt(step.getJobExecution().getJobParameters()), runs, sent,
				upload.context().intent().orElse(now), now);
	}

}
