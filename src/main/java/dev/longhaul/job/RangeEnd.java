package dev.longhaul.job;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.longhaul.source.SourceException;
import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.ClockSkewed;
import dev.longhaul.store.CredentialsExpired;
import dev.longhaul.store.CredentialsMissing;
import dev.longhaul.store.MachineUnfit;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.UploadGone;
import dev.longhaul.upload.UploadFailure;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.StepExecution;

/**
 * How a worker writes down the end of a range. What only this worker cannot do is given
 * back: the manager would take a failure for the range's end. A failure has its reason
 * and its cure with it, for exceptions do not travel. All that before the first write:
 * Spring Batch commits the status before it asks the listeners of a step.
 */
public final class RangeEnd {

	private RangeEnd() {
	}

	/**
	 * Makes a step execution ready to be written.
	 * @param worker its name, for who reads elsewhere why a range failed
	 * @return whether its context has to be written in the same commit
	 */
	public static boolean prepare(StepExecution step, String worker) {
		RangeContext range = new RangeContext(step.getExecutionContext());
		List<Throwable> failures = step.getFailureExceptions();
		boolean failed = step.getStatus() == BatchStatus.FAILED;
		if (step.getStatus() == BatchStatus.STARTED) {
			range.clearFailure(); // of an earlier run
		}
		else if (step.getStatus() == BatchStatus.STOPPED
				|| (failed && failures.stream().anyMatch(RangeEnd::isOfThisWorker))) {
			RangeOffer.giveBack(step);
		}
		else if (failed) {
			range.failure(UploadFailure.gravest(failures).on(worker));
			if (failures.stream().anyMatch(UploadGone.class::isInstance)) {
				range.uploadGone();
			}
			return true;
		}
		return false;
	}

	/**
	 * A file that this machine sees changed may be one that it sees late or wrongly: the
	 * manager looks at it too. Credentials, clock, settings and memory are the machine's
	 * own. A store that is away from here may answer others; where it answers nobody, the
	 * manager loses its patience. A repository that failed has not ended the range.
	 */
	private static boolean isOfThisWorker(Throwable failure) {
		return RepositoryFailed.in(failure).isPresent() || causes(failure)
			.anyMatch((cause) -> cause instanceof SourceException || cause instanceof JobInterruptedException
					|| cause instanceof StoreUnavailable || isOfThisMachine(cause));
	}

	/** Whether a range was not sent because its store did not answer this machine. */
	public static boolean isOfStoreAway(StepExecution step) {
		return step.getFailureExceptions()
			.stream()
			.flatMap(RangeEnd::causes)
			.anyMatch((cause) -> cause instanceof StoreUnavailable);
	}

	private static Stream<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
	}

	private static boolean isOfThisMachine(Throwable cause) {
		return cause instanceof MachineUnfit || cause instanceof CredentialsMissing
				|| cause instanceof CredentialsExpired || cause instanceof ClockSkewed || cause instanceof Error
				|| (cause instanceof AccessRefused refused && refused.mayBeOfCredentials());
	}

}
