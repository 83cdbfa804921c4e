package dev.longhaul.history;

import java.time.Instant;
import java.util.Optional;

import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.job.UploadParameters;
import dev.longhaul.upload.CreationWindow;
import dev.longhaul.upload.Receipt;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;

/**
 * A job instance and how it stands.
 *
 * @param number from 1; 0 if nothing but the parameters of the last execution could tell
 * it, and there is none
 * @param last null if a kill came between instance and execution
 */
public record Attempt(int number, JobInstance instance, @Nullable JobExecution last) {

	/** The upload's number. */
	public long upload() {
		return this.instance.getInstanceId();
	}

	public Optional<UploadIdentity> identity() {
		return Optional.ofNullable(this.last).map((execution) -> UploadParameters.of(execution).identity());
	}

	public Optional<UploadContext> context() {
		return Optional.ofNullable(this.last).map((execution) -> new UploadContext(execution.getExecutionContext()));
	}

	/** When its delivery was proved; not at all where it was not. */
	Instant proved() {
		return context().flatMap(UploadContext::receipt).map(Receipt::delivered).orElse(Instant.EPOCH);
	}

	public boolean isProved() {
		return context().flatMap(UploadContext::receipt).isPresent();
	}

	/** When it can have begun an upload in the store whose id nobody learned. */
	public Optional<CreationWindow> twinWindow() {
		return identity().flatMap((identity) -> context().flatMap((context) -> context.twinWindow(identity.size())));
	}

	/**
	 * Whether it was begun to find in the store what is there already, and ended before
	 * it could.
	 */
	public boolean isToBeRebuilt() {
		return this.last != null && UploadParameters.of(this.last).rebuilds()
				&& context().filter(UploadContext::isPlanned).isEmpty();
	}

	/** The object's key, fixed at the first try. */
	Optional<String> key() {
		return context().flatMap(UploadContext::key);
	}

	boolean isTo(String destination) {
		return identity().filter((identity) -> identity.destination().equals(destination)).isPresent();
	}

	public boolean isDelivered() {
		return this.last != null && this.last.getStatus() == BatchStatus.COMPLETED;
	}

	/** Whether an object was made, and is not proved to be what was sent. */
	boolean isUnproven() {
		return context().filter(UploadContext::isUnproven).isPresent();
	}

	/**
	 * Whether nobody goes on with it any more, and that is not recorded yet: a kill came
	 * after it had ended, or its object is not proved and the file is sent again.
	 */
	public boolean isToBeClosedBefore(Decision next) {
		return next.attempt() > this.number && this.last != null && !isDelivered()
				&& this.last.getStatus() != BatchStatus.ABANDONED;
	}

	/** Whether it is over because a person wanted that. */
	public boolean isEndedByPerson() {
		return isOver() && Optional.ofNullable(this.last)
			.map(UploadParameters::of)
			.flatMap(UploadParameters::abortReason)
			.isPresent();
	}

	public boolean isOver() {
		return this.last != null && (this.last.getStatus() == BatchStatus.ABANDONED
				|| context().filter(UploadContext::isAborted).isPresent());
	}

	Standing standing() {
		if (isOver()) {
			return Standing.OVER;
		}
		return isDelivered() ? Standing.DELIVERED : Standing.UNFINISHED;
	}

}
