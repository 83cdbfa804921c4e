package dev.longhaul.launch;

import java.util.Optional;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.Destination;
import dev.longhaul.definition.IfExists;
import dev.longhaul.history.Attempt;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.Decision.Action;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.store.Conditions;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreException;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.ObjectExists;
import dev.longhaul.upload.StoreKnowledge;
import dev.longhaul.upload.UploadFailure;

/**
 * Keeps objects from being replaced where a definition does not allow it. What is there
 * already is seen before anything is sent; what comes meanwhile meets the condition of
 * the last request.
 */
public final class KeyGuard {

	private final DefinitionsInUse definitions;

	private final ObjectStores stores;

	private final StoreKnowledge knowledge;

	private final UploadHistory history;

	private final StopSwitch stop;

	public KeyGuard(DefinitionsInUse definitions, ObjectStores stores, StoreKnowledge knowledge, UploadHistory history,
			StopSwitch stop) {
		this.definitions = definitions;
		this.stores = stores;
		this.knowledge = knowledge;
		this.history = history;
		this.stop = stop;
	}

	/** How an upload ends before anything is sent, if it may not be sent at all. */
	Optional<UploadOutcome> turnedAway(Candidate candidate, RunMode mode) {
		return turnedAway(candidate, mode.again(), mode.rebuild());
	}

	/** How one ends that can never be completed, if that is for an object that came. */
	Optional<UploadOutcome> afterLoss(Candidate candidate, UploadOutcome outcome, RunMode mode) {
		boolean lost = outcome.result() == Result.FAILED && outcome.cure() == Cure.NOTHING;
		return lost ? turnedAway(candidate, mode.again(), false) : Optional.empty();
	}

	/**
	 * An upload that was begun goes on where the store keeps to conditions, for its last
	 * request is conditional. So does one whose repository was lost: the object may be
	 * its own.
	 */
	private Optional<UploadOutcome> turnedAway(Candidate candidate, boolean again, boolean rebuild) {
		Destination destination = this.definitions.get(candidate.identity().definition()).destination();
		if (!destination.ifExists().isForTheStore() || candidate.isToBeAborted() || this.stop.isStopping()) {
			return Optional.empty();
		}
		Action action = this.history.decisions().of(candidate, again).action();
		Optional<Attempt> begun = (action == Action.RESUME) ? begun(candidate.identity()) : Optional.empty();
		if (action == Action.SKIP
				|| begun.filter((attempt) -> !mayComplete(candidate, attempt, destination)).isPresent()) {
			return Optional.empty();
		}
		try {
			requireConditions(candidate, destination);
			boolean taken = begun.isEmpty() && !rebuild
					&& this.stores.at(destination.address(), destination.terms()).head(candidate.key()).isPresent();
			return taken ? Optional.of(taken(candidate, destination.ifExists())) : Optional.empty();
		}
		catch (RuntimeException ex) {
			if (this.stop.isStopping()) {
				// cut by the stop: it is for the launcher to say so
				return Optional.empty();
			}
			if (ex instanceof StoreException) {
				return Optional.of(refused(candidate, UploadFailure.of(ex)));
			}
			throw ex;
		}
	}

	private Optional<Attempt> begun(UploadIdentity identity) {
		return this.history.attempts()
			.last(identity)
			.filter((attempt) -> attempt.context().filter(UploadContext::isPlanned).isPresent());
	}

	/** Not one that is proved, or that the run will abort: those put no object there. */
	private static boolean mayComplete(Candidate candidate, Attempt begun, Destination destination) {
		UploadIdentity identity = candidate.identity();
		return identity.goesTo(destination) && identity.isStillThere() && !begun.isProved();
	}

	private void requireConditions(Candidate candidate, Destination destination) {
		Conditions conditions = this.knowledge.conditions(destination.inQuestion(candidate.key()));
		destination.ifExists().refusal(destination.address(), conditions).ifPresent((why) -> {
			throw new RequestRefused(why, null);
		});
	}

	private UploadOutcome taken(Candidate candidate, IfExists wish) {
		if (wish == IfExists.SKIP) {
			this.history.met().turnedAway(candidate.identity());
		}
		return (wish == IfExists.SKIP)
				? UploadOutcome.left(Result.TURNED_AWAY, candidate,
						"the key %s exists already, and if-exists says skip".formatted(candidate.key()), null)
				: refused(candidate,
						new UploadFailure(Cure.PERSON, String.valueOf(new ObjectExists(candidate.key()).getMessage())));
	}

	private static UploadOutcome refused(Candidate candidate, UploadFailure failure) {
		return UploadOutcome.left(Result.FAILED, candidate, failure.message(), failure.cure());
	}

}
