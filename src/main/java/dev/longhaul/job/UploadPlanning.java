package dev.longhaul.job;

import java.time.Clock;
import java.util.UUID;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.PartPlan;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.upload.AbortRequested;
import dev.longhaul.upload.DestinationChanged;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;

/**
 * Looks at the file and fixes plan, key and marker; at a restart it only looks whether
 * the file is still the one.
 */
record UploadPlanning(CurrentUploads uploads, ContextStore contexts, DeliveryCheck deliveries, RangeCut ranges,
		StopSwitch stop, Clock clock) {

	/** Plans the upload; in one PutObject the plan is committed with the intent. */
	Planned plan(StepContribution contribution) throws JobInterruptedException {
		CurrentUpload upload = this.uploads.of(contribution.getStepExecution());
		upload.context().clearFailure();
		Planned planned = planned(upload, contribution.getStepExecution());
		if (planned != Planned.ONE_PUT) {
			this.contexts.save(contribution);
		}
		return planned;
	}

	private Planned planned(CurrentUpload upload, StepExecution step) throws JobInterruptedException {
		if (upload.context().receipt().isPresent()) {
			return Planned.PROVED;
		}
		try {
			plan(upload, UploadParameters.of(step.getJobExecution()));
		}
		catch (SourceException | DestinationChanged | AbortRequested ex) {
			// killed after Complete, and now the file is gone: it was delivered all the
			// same
			if (isDelivered(upload, step)) {
				return Planned.DELIVERED;
			}
			throw ex;
		}
		if (this.stop.unlessStopped(() -> isTaken(upload)) || upload.context().isFound()) {
			return Planned.DELIVERED;
		}
		return upload.plan().single() ? Planned.ONE_PUT : Planned.PARTS;
	}

	private boolean isDelivered(CurrentUpload upload, StepExecution step) throws JobInterruptedException {
		return !UploadParameters.of(step.getJobExecution()).forgets()
				&& this.stop.unlessStopped(() -> this.deliveries.isDelivered(upload, step));
	}

	/**
	 * Whether there is an object under the key of a delivery that was not proved: whoever
	 * put it there, it is not replaced before a person has looked at it. Where there is
	 * none the file is sent again.
	 */
	private static boolean isTaken(CurrentUpload upload) {
		UploadContext context = upload.context();
		if (!context.isUnproven()) {
			return false;
		}
		boolean taken = upload.store().headForCertain(upload.key()).isPresent();
		if (!taken) {
			context.noMoreUnproven();
			if (context.isFound()) {
				context.foundNoMore();
			}
		}
		return taken;
	}

	private void plan(CurrentUpload upload, UploadParameters parameters) throws JobInterruptedException {
		UploadIdentity identity = upload.identity();
		UploadContext context = upload.context();
		parameters.abortReason().ifPresent((why) -> {
			throw new AbortRequested(identity.file(), why);
		});
		upload.requireSameDestination();
		context.creation().bearings(Bearings.of(upload.definition().destination()));
		SourceFile seen = upload.source().requireSame();
		if (context.isPlanned()) {
			return;
		}
		upload.source().see(seen);
		PartPlan plan = this.ranges.cut(upload.definition().plan(identity.size()));
		String key = parameters.key();
		ChecksumAlgorithm integrity = this.stop.unlessStopped(() -> upload.object().integrity(key));
		if (parameters.rebuilds()) {
			Rebuild rebuild = new Rebuild(upload.search(), integrity, this.clock.instant(),
					() -> upload.object().requireFree(key));
			this.stop.unlessStopped(() -> rebuild.plan(context, key, seen, plan));
		}
		else {
			context.plan(plan, integrity, key, UUID.randomUUID().toString());
		}
	}

}
