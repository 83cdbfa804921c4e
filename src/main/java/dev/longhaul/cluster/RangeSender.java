package dev.longhaul.cluster;

import java.util.List;
import java.util.Optional;

import dev.longhaul.cluster.RangeEvent.Result;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.Misconfigured;
import dev.longhaul.job.RangeEnd;
import dev.longhaul.job.RangeOffer;
import dev.longhaul.job.RepositoryFailed;
import dev.longhaul.source.FileCalls;
import dev.longhaul.source.SourceException;
import dev.longhaul.upload.TransferMonitor;
import dev.longhaul.upload.UploadFailure;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Sends one range that was asked for, after a look whether this machine is the right one.
 */
public final class RangeSender {

	private final JobRepository repository;

	private final Step range;

	private final DefinitionsInUse inUse;

	private final Transfers transfers;

	private final LocalDefinitions definitions;

	private final FileCalls files;

	private final StorePauses pauses = new StorePauses(System::nanoTime);

	/**
	 * A sender.
	 * @param range the step that sends a range, by the repository
	 * @param inUse where the step looks for definitions
	 * @param definitions those of this machine
	 * @param files where it tells of its calls to file systems
	 */
	public RangeSender(JobRepository repository, Step range, DefinitionsInUse inUse, TransferMonitor monitor,
			LocalDefinitions definitions, FileCalls files) {
		this.repository = repository;
		this.range = range;
		this.inUse = inUse;
		this.transfers = new Transfers(monitor);
		this.definitions = definitions;
		this.files = files;
	}

	/** What is asked for, if somebody still waits for it. */
	Optional<RangeOffer> offer(StepExecutionRequest request) {
		try {
			return Optional.ofNullable(this.repository.getStepExecution(request.getStepExecutionId()))
				.map(RangeOffer::new)
				.filter(RangeOffer::isOpen);
		}
		catch (EmptyResultDataAccessException ex) {
			return Optional.empty(); // pruned since
		}
	}

	/**
	 * Sends the range.
	 * @param destination fingerprint of where the manager's definition sends to
	 * @throws RangeGivenBack if it is left for another worker
	 * @throws OptimisticLockingFailureException if another worker has it, or the manager
	 * closed it
	 */
	RangeEvent send(RangeOffer offer, String destination) {
		this.pauses.reason(destination).ifPresent((why) -> {
			throw refused(offer, why);
		});
		prepare(offer, destination);
		long before = offer.step().getWriteCount();
		try (Transfers.Share share = this.transfers.share(offer)) {
			execute(offer);
		}
		StepExecution step = offer.step();
		boolean arrived = step.getWriteCount() > before;
		if (arrived) {
			this.pauses.over(destination);
		}
		if (step.getStatus() == BatchStatus.COMPLETED) {
			return event(Result.SENT, offer, arrived ? "" : "was there already");
		}
		step.getFailureExceptions().forEach(RangeSender::requireOwn);
		// Spring Batch adds what it could not write to the repository itself, behind the
		// step's own listeners
		List<Throwable> reasons = step.getFailureExceptions().stream().map(RepositoryFailed::inWords).toList();
		UploadFailure failure = UploadFailure.gravest(reasons);
		if (step.getStatus() == BatchStatus.FAILED) {
			return event(Result.FAILED, offer, failure.message());
		}
		if (RangeEnd.isOfStoreAway(step)) {
			this.pauses.begin(destination, failure.message());
		}
		boolean refused = reasons.stream().noneMatch((reason) -> reason instanceof JobInterruptedException);
		throw new RangeGivenBack(offer, refused, refused ? failure.message() : interruption(step, failure.message()));
	}

	private void execute(RangeOffer offer) {
		try {
			this.range.execute(offer.step());
		}
		catch (JobInterruptedException ex) {
			throw new RangeGivenBack(offer, false, interruption(offer.step(), String.valueOf(ex.getMessage())));
		}
		catch (RuntimeException ex) {
			// only the first write, that the range begins, fails here: what comes later
			// is in the step
			requireOwn(ex);
			throw new RangeGivenBack(offer, true, UploadFailure.of(RepositoryFailed.inWords(ex)).message());
		}
	}

	/** Spring Batch has words of its own for a step whose run was stopped. */
	private static String interruption(StepExecution step, String why) {
		return step.isTerminateOnly() ? "its run waits for it no longer" : why;
	}

	/** Nothing is wrong with a repository that tells a worker that it lost its range. */
	private static void requireOwn(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof OptimisticLockingFailureException lost) {
				throw lost;
			}
		}
	}

	private void prepare(RangeOffer offer, String destination) {
		try {
			this.files.during(offer.identity().path(), () -> {
			}, () -> look(offer, destination));
		}
		catch (Misconfigured | SourceException ex) {
			throw refused(offer, String.valueOf(ex.getMessage()));
		}
	}

	private JobDefinition look(RangeOffer offer, String destination) {
		JobDefinition definition = this.definitions.named(offer.identity().definition());
		if (!definition.destination().fingerprint().equals(destination) || !offer.goesWhere(definition)) {
			throw refused(offer,
					("definition %s has another destination on this machine than on the one that planned the upload; "
							+ "make the two equal, then its ranges are taken here")
						.formatted(definition.name()));
		}
		this.inUse.use(List.of(definition));
		offer.see();
		return definition;
	}

	private RangeGivenBack refused(RangeOffer offer, String why) {
		StepExecution step = offer.step();
		if (step.getStatus() != BatchStatus.STARTING) {
			// its last worker died: nobody is at it now
			RangeOffer.giveBack(step);
			this.repository.update(step);
		}
		return new RangeGivenBack(offer, true, why);
	}

	/** Also of a file whose name this machine's locale cannot read. */
	static RangeEvent event(Result result, RangeOffer offer, String message) {
		return new RangeEvent(result, offer.upload(), offer.identity().path(), offer.range().first(),
				offer.range().last(), message, false);
	}

	/** The definitions of this machine, as they are now. */
	@FunctionalInterface
	public interface LocalDefinitions {

		/**
		 * Reads one.
		 * @throws Misconfigured if there is none of this name, or it is wrong
		 */
		JobDefinition named(String name);

	}

}
