package dev.longhaul.launch;

import java.util.Optional;

import dev.longhaul.history.Candidate;
import dev.longhaul.history.Decision;
import dev.longhaul.history.Decision.Action;
import dev.longhaul.history.UploadAttempts;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.job.FileAwaited;
import dev.longhaul.job.UploadContext;
import dev.longhaul.plan.EndSequels;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.UploadFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;

/**
 * The job of one file, ended, and what that means for the file.
 *
 * @param sequels tell what becomes of a file whose upload was ended
 * @param decision by which it was started
 */
record EndedJob(Candidate candidate, EndSequels sequels, Decision decision, JobExecution ended) {

	/**
	 * What became of the file.
	 * @param stopping whether the process is
	 */
	UploadOutcome outcome(boolean stopping) {
		if (this.ended.getStatus() == BatchStatus.COMPLETED) {
			return delivered(context().removal().outcome().orElse(""), null);
		}
		return awaited().map((file) -> delivered(file.why(), Cure.RERUN))
			.orElseGet(() -> (this.ended.getStatus() == BatchStatus.STOPPED) ? stopped(stopping) : failed());
	}

	private UploadContext context() {
		return new UploadContext(this.ended.getExecutionContext());
	}

	/** Whether all is done but to take the file away, which waits for others. */
	private Optional<FileAwaited> awaited() {
		return this.ended.getAllFailureExceptions()
			.stream()
			.filter(FileAwaited.class::isInstance)
			.map(FileAwaited.class::cast)
			.findFirst();
	}

	/**
	 * The outcome of an upload whose delivery is proved. One whose file waited since is
	 * no further delivery.
	 * @param file what became of it
	 * @param cure of what is still to be done with it
	 */
	private UploadOutcome delivered(String file, @Nullable Cure cure) {
		boolean aborting = this.candidate.isToBeAborted();
		String message = aborting ? "so nothing was aborted" + (file.isEmpty() ? "" : "; " + file) : file;
		if (context().removal().isToldBefore(this.ended.getId())) {
			return outcome(Result.SKIPPED, message, cure);
		}
		boolean resumed = this.decision.action() == Action.RESUME && !aborting;
		return new UploadOutcome(resumed ? Result.RESUMED : Result.DELIVERED, this.candidate.identity().definition(),
				this.candidate.identity().file(), this.ended.getJobInstanceId(),
				context().key().orElse(this.candidate.key()), message, cure, context().receipt());
	}

	private UploadOutcome stopped(boolean stopping) {
		return stopping ? outcome(Result.STOPPED, "run again to go on", null)
				: outcome(Result.STOPPED, "no more parts are sent, because another command aborts it", Cure.ANEW);
	}

	private UploadOutcome failed() {
		boolean aborted = context().isAborted();
		Optional<UploadFailure> written = context().failure();
		UploadFailure failure = written.orElseGet(() -> UploadFailure.gravest(this.ended.getAllFailureExceptions()));
		if (aborted && this.candidate.isToBeAborted()) {
			return outcome(Result.ABORTED, sequel(), null);
		}
		boolean leftOver = aborted && failure.cure() == Cure.ANEW && !this.candidate.wanted();
		boolean lost = leftOver && this.sequels.isSentAsItIs(this.candidate.identity());
		String message = failure.message() + (aborted ? "; its upload was aborted" : "")
				+ (lost ? "; " + sequel() : "");
		UploadOutcome outcome = outcome((leftOver && !lost) ? Result.SUPERSEDED : Result.FAILED, message,
				failure.cure());
		if (aborted) {
			return outcome;
		}
		UploadOutcome kept = written.isPresent() ? outcome.thatIsInHistory() : outcome;
		return UploadAttempts.isToBeAborted(this.ended) ? kept.withAbortDue() : kept;
	}

	private String sequel() {
		return this.sequels.after(this.candidate.identity());
	}

	private UploadOutcome outcome(Result result, String message, @Nullable Cure cure) {
		return UploadOutcome.of(result, this.candidate, this.ended.getJobInstanceId(), message, cure);
	}

}
