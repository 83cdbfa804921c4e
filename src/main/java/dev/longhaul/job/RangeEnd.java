package dev.longhaul.job;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.longhaul.source.SourceException;
import dev.longhaul.upload.UploadFailure;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

import org.jspecify.annotations.Nullable;

/**
 * How a range ends on a worker. What only this worker cannot do is given back, before the
 * status is committed: the manager would take it for the range's end. A failure is
 * written down with its cure, for exceptions do not travel.
 */
public final class RangeEnd implements StepExecutionListener {

	@Override
	public void beforeStep(StepExecution step) {
		new RangeContext(step.getExecutionContext()).clearFailure();
	}

	@Override
	public @Nullable ExitStatus afterStep(StepExecution step) {
		List<Throwable> failures = step.getFailureExceptions();
		boolean stopped = step.getStatus() == BatchStatus.STOPPED;
		boolean failed = step.getStatus() == BatchStatus.FAILED;
		if (stopped || (failed && failures.stream().anyMatch(RangeEnd::isOfThisWorker))) {
			RangeOffer.giveBack(step);
		}
		else if (failed) {
			new RangeContext(step.getExecutionContext()).failure(UploadFailure.gravest(failures));
		}
		return null;
	}

	/**
	 * A file that this machine sees changed may be one that it sees late or wrongly: the
	 * manager looks at it too. A repository that failed has not ended the range.
	 */
	private static boolean isOfThisWorker(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.anyMatch((cause) -> cause instanceof SourceException || cause instanceof JobInterruptedException
					|| RepositoryFailed.inWords(cause) instanceof RepositoryFailed);
	}

}
