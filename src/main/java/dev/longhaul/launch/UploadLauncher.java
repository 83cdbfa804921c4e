package dev.longhaul.launch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.definition.JobDefinition.OnFailure;
import dev.longhaul.history.Attempt;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.Decision;
import dev.longhaul.history.Decision.Action;
import dev.longhaul.history.EarlierDelivery;
import dev.longhaul.history.TakenKey;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.job.UploadParameters;
import dev.longhaul.plan.EndSequels;
import dev.longhaul.plan.KeyClashes;
import dev.longhaul.repository.SharedClaims;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.UploadFailure;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;

/**
 * Starts, restarts or skips the job of one file, and says how it ended.
 */
public final class UploadLauncher {

	/** How often one run begins anew when the store loses the upload under its hands. */
	private static final int TRIES = 2;

	private final JobOperator operator;

	private final Job job;

	private final UploadHistory history;

	private final ExecutionRepair repair;

	private final KeyGuard guard;

	private final StopSwitch stop;

	private final SharedClaims shared;

	private final UploadsInHand inHand;

	private final EndSequels sequels;

	/**
	 * A launcher.
	 * @param shared claims against other processes with the same repository
	 */
	public UploadLauncher(JobOperator operator, Job job, UploadHistory history, ExecutionRepair repair, KeyGuard guard,
			StopSwitch stop, SharedClaims shared) {
		this.shared = shared;
		this.inHand = new UploadsInHand(shared, history);
		this.operator = operator;
		this.job = job;
		this.history = history;
		this.sequels = new EndSequels(history);
		this.repair = repair;
		this.guard = guard;
		this.stop = stop;
	}

	/** Whether the upload is being worked on. */
	public boolean isInHand(UploadIdentity identity) {
		return this.inHand.has(identity);
	}

	/**
	 * Whether it would wait: somebody in this process works on it, or on another version.
	 */
	public boolean hasToWait(Candidate candidate) {
		return !whenFree(candidate).isDone();
	}

	/** Ends when nobody in this process works on it, or on another version, any more. */
	CompletableFuture<Void> whenFree(Candidate candidate) {
		return this.inHand.whenFree(candidate);
	}

	/**
	 * Does what is to do for the candidate; returns when its job has ended. Every failure
	 * is an outcome.
	 */
	public UploadOutcome launch(Candidate candidate, RunMode asked) {
		try {
			EarlierDelivery delivered = candidate.delivered();
			if (delivered != null && isUsual(candidate, asked)) {
				return skipped(candidate, delivered);
			}
			RunMode mode = goesOnRebuilding(candidate, asked) ? asked.rebuilding() : asked;
			// asks the store, so not while others wait for this one
			Optional<UploadOutcome> turnedAway = this.guard.turnedAway(candidate, mode);
			if (turnedAway.isPresent()) {
				return turnedAway.get();
			}
			UploadOutcome outcome = this.inHand.alone(candidate, () -> launchAlone(candidate, mode));
			if (candidate.named() && outcome.result() == Result.FAILED) {
				this.history.met().failedByName(candidate.identity());
			}
			return this.guard.afterLoss(candidate, outcome, mode).orElse(outcome);
		}
		catch (UploadInProgress ex) {
			return ex.outcome();
		}
		catch (JobExecutionException | RuntimeException ex) {
			return failed(candidate, ex);
		}
	}

	/** An upload that failed outside of its job. */
	private static UploadOutcome failed(Candidate candidate, Exception why) {
		UploadFailure failure = OutsideFailure.of(candidate.identity().path(), why);
		return UploadOutcome.left(Result.FAILED, candidate, failure.message(), failure.cure());
	}

	private boolean goesOnRebuilding(Candidate candidate, RunMode asked) {
		return asked.goesOnRebuilding() && !candidate.isToBeAborted()
				&& this.history.rebuilds().isUnderWay(candidate.identity().definition());
	}

	private static boolean isUsual(Candidate candidate, RunMode mode) {
		return !mode.again() && !candidate.isToBeAborted();
	}

	private UploadOutcome launchAlone(Candidate candidate, RunMode mode) throws JobExecutionException {
		UploadOutcome outcome = launchOnce(candidate, mode);
		for (int tries = 1; tries < TRIES && isToBeginAnew(candidate, outcome); tries++) {
			outcome = launchOnce(candidate, mode);
		}
		return outcome;
	}

	/** Whether nothing is begun any more. */
	public boolean isStopping() {
		return this.stop.isStopping();
	}

	private UploadOutcome launchOnce(Candidate candidate, RunMode mode) throws JobExecutionException {
		if (this.stop.isStopping()) {
			return UploadOutcome.left(
					Result.STOPPED, candidate, candidate.isToBeAborted()
							? "not aborted, because this process is stopping; run the command again" : "not begun",
					null);
		}
		// whoever had it in hand meanwhile, here or on another machine, may have
		// delivered it
		Optional<EarlierDelivery> known = isUsual(candidate, mode) ? this.history.delivery(candidate.identity())
				: Optional.empty();
		if (known.isPresent()) {
			return skipped(candidate, known.get());
		}
		Optional<Attempt> last = this.history.attempts().last(candidate.identity());
		Decision decision = this.history.decisions().byAttempts(last, candidate, mode.again());
		Candidate decided = candidate.under(decision.key());
		if (decision.action() == Action.SKIP) {
			this.history.remember(last.orElseThrow(), candidate.identity());
			return candidate.isToBeAborted() ? notAborted(decided, last.orElseThrow())
					: skipped(decided, last.orElseThrow());
		}
		if (isEndedSince(candidate, decision, last)) {
			return UploadOutcome.of(Result.ABORTED, candidate, candidate.unfinished(),
					"another command ended it before its turn came; " + this.sequels.after(candidate.identity()), null);
		}
		return this.inHand.alsoAt(decided, candidate, () -> {
			Optional<Path> later = isUsual(candidate, mode) ? this.history.overtaking(decided, last) : Optional.empty();
			return (later.isPresent() && candidate.identity().isStillThere())
					? overtaken(decided, later.get(), decision, last) : begin(decided, decision, last, mode);
		});
	}

	/**
	 * Its parts are of no use any more, but nothing is aborted where that is not wanted.
	 */
	private UploadOutcome overtaken(Candidate candidate, Path later, Decision decision, Optional<Attempt> last)
			throws JobExecutionException {
		String why = KeyClashes.overtaken(candidate, later);
		boolean begun = decision.action() == Action.RESUME;
		if (begun && this.history.definition(candidate.identity()).onFailure() != OnFailure.KEEP) {
			UploadOutcome ended = begin(candidate.toBeAborted(why), decision, last, RunMode.USUAL);
			if (ended.result() != Result.ABORTED) {
				return ended;
			}
			this.history.met().turnedAway(candidate.identity());
			return UploadOutcome.of(Result.SUPERSEDED, candidate, ended.upload(), why + "; its upload was aborted",
					null);
		}
		this.history.met().turnedAway(candidate.identity());
		return UploadOutcome.left(Result.TURNED_AWAY, candidate, begun ? why + "; its parts are kept" : why, null);
	}

	/** Begins its attempt, or goes on with the last one. */
	private UploadOutcome begin(Candidate candidate, Decision decision, Optional<Attempt> last, RunMode mode)
			throws JobExecutionException {
		Optional<Attempt> unfinished = last.filter((attempt) -> attempt.number() == decision.attempt());
		boolean proved = unfinished.filter(Attempt::isProved).isPresent();
		TakenKey key = candidate.isToBeAborted() ? TakenKey.FREE : this.history.take(candidate);
		Path other = key.other();
		if (other != null && !proved) {
			return KeyClashes.refusal(candidate, other);
		}
		last.filter((attempt) -> attempt.isToBeClosedBefore(decision)).map(Attempt::last).ifPresent(this.repair::close);
		unfinished.ifPresent((attempt) -> {
			this.repair.repair(attempt);
			EarlierSenders.await(candidate.identity(), this.shared, this.stop);
		});
		Instant next = this.history.begun(candidate.identity(), key);
		// where only the file is still to be taken away others may have come since
		Instant earliest = proved ? Instant.EPOCH : next;
		JobExecution ended = this.operator.start(this.job,
				parameters(candidate, decision.attempt(), mode, unfinished.filter(Attempt::isToBeRebuilt).isPresent()));
		UploadContext context = new UploadContext(ended.getExecutionContext());
		if (context.isAborted()) {
			// no start shall ever take up again what was ended
			this.operator.abandon(ended);
			this.history.ended(candidate.identity(), candidate.key());
		}
		if (ended.getStatus() == BatchStatus.COMPLETED) {
			this.history.delivered(candidate.identity(), ended.getJobInstanceId(), context, earliest);
		}
		return new EndedJob(candidate, this.sequels, decision, ended).outcome(this.stop.isStopping());
	}

	/**
	 * Whether the upload that was to go on has ended since that was planned, and is not
	 * to be begun anew: nobody wants the file, or a person had it ended.
	 */
	private static boolean isEndedSince(Candidate candidate, Decision decision, Optional<Attempt> last) {
		boolean byPerson = last.filter(Attempt::isEndedByPerson)
			.filter((attempt) -> attempt.upload() == candidate.unfinished())
			.isPresent();
		return decision.action() == Action.START && (byPerson || !candidate.mayBegin());
	}

	private static JobParameters parameters(Candidate candidate, int attempt, RunMode mode, boolean toBeRebuilt) {
		UploadIdentity identity = candidate.identity();
		String abort = candidate.abortReason();
		if (abort != null) {
			return mode.forget() ? UploadParameters.forgetting(identity, attempt, candidate.key(), abort)
					: UploadParameters.aborting(identity, attempt, candidate.key(), abort);
		}
		JobParameters sending = (mode.rebuild() || toBeRebuilt)
				? UploadParameters.rebuilding(identity, attempt, candidate.key())
				: UploadParameters.sending(identity, attempt, candidate.key());
		return candidate.named() ? UploadParameters.ofNamed(sending) : sending;
	}

	private static boolean isToBeginAnew(Candidate candidate, UploadOutcome outcome) {
		return candidate.mayBegin() && outcome.result() == Result.FAILED && outcome.cure() == Cure.ANEW
				&& candidate.identity().isStillThere();
	}

	private static UploadOutcome skipped(Candidate candidate, EarlierDelivery delivered) {
		Candidate sent = candidate.under(delivered.keyOr(candidate.key()));
		return UploadOutcome.of(Result.SKIPPED, sent, delivered.upload(), "", null);
	}

	private static UploadOutcome skipped(Candidate candidate, Attempt delivered) {
		UploadIdentity identity = candidate.identity();
		return new UploadOutcome(Result.SKIPPED, identity.definition(), identity.file(), delivered.upload(),
				candidate.key(), "", null, delivered.context().flatMap(UploadContext::receipt));
	}

	/** The abort waited for a run that was sending it, and that run delivered it. */
	private static UploadOutcome notAborted(Candidate candidate, Attempt delivered) {
		return UploadOutcome.of(Result.FAILED, candidate, delivered.upload(),
				"it was delivered before it could be aborted; delete the object if it is not wanted", Cure.PERSON);
	}

}
