package dev.longhaul.launch;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.Destination;
import dev.longhaul.definition.IfExists;
import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.launch.Decision.Action;
import dev.longhaul.launch.UploadOutcome.Result;
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

	private final UploadLauncher launcher;

	public KeyGuard(DefinitionsInUse definitions, ObjectStores stores, StoreKnowledge knowledge, UploadHistory history,
			UploadLauncher launcher) {
		this.definitions = definitions;
		this.stores = stores;
		this.knowledge = knowledge;
		this.history = history;
		this.launcher = launcher;
	}

	/** What {@link UploadLauncher#whenFree} says. */
	CompletableFuture<Void> whenFree(Candidate candidate) {
		return this.launcher.whenFree(candidate);
	}

	/**
	 * What {@link UploadLauncher#launch} does, unless the key is taken. Every failure is
	 * an outcome here too: one that is thrown would end the run of all files.
	 */
	UploadOutcome launch(Candidate candidate, RunMode mode) {
		try {
			return launchGuarded(candidate, mode);
		}
		catch (RuntimeException ex) {
			return UploadLauncher.failed(candidate, ex);
		}
	}

	private UploadOutcome launchGuarded(Candidate candidate, RunMode mode) {
		Destination destination = this.definitions.get(candidate.identity().definition()).destination();
		if (!destination.ifExists().isForTheStore() || candidate.isToBeAborted() || this.launcher.isStopping()) {
			return this.launcher.launch(candidate, mode);
		}
		return turnedAway(candidate, mode.again(), mode.rebuild(), destination).orElseGet(() -> {
			UploadOutcome outcome = this.launcher.launch(candidate, mode);
			boolean lost = outcome.result() == Result.FAILED && outcome.cure() == Cure.NOTHING;
			return lost ? turnedAway(candidate, mode.again(), false, destination).orElse(outcome) : outcome;
		});
	}

	/**
	 * An upload that was begun goes on where the store keeps to conditions, for its last
	 * request is conditional. So does one whose repository was lost: the object may be
	 * its own.
	 */
	private Optional<UploadOutcome> turnedAway(Candidate candidate, boolean again, boolean rebuild,
			Destination destination) {
		Action action = this.history.decisions().of(candidate, again).action();
		boolean begun = action == Action.RESUME && isPlanned(candidate);
		if (action == Action.SKIP || (begun && !mayComplete(candidate, destination))) {
			return Optional.empty();
		}
		try {
			requireConditions(candidate, destination);
			boolean taken = !begun && !rebuild
					&& this.stores.at(destination.address(), destination.terms()).head(candidate.key()).isPresent();
			return taken ? Optional.of(taken(candidate, destination.ifExists())) : Optional.empty();
		}
		catch (RuntimeException ex) {
			if (this.launcher.isStopping()) {
				// cut by the stop: it is for the launcher to say so
				return Optional.empty();
			}
			if (ex instanceof StoreException) {
				return Optional.of(refused(candidate, UploadFailure.of(ex)));
			}
			throw ex;
		}
	}

	private boolean isPlanned(Candidate candidate) {
		return this.history.attempts()
			.last(candidate.identity())
			.flatMap(Attempt::context)
			.filter(UploadContext::isPlanned)
			.isPresent();
	}

	/** Not one that is proved, or that the run will abort: those put no object there. */
	private boolean mayComplete(Candidate candidate, Destination destination) {
		UploadIdentity identity = candidate.identity();
		return identity.goesTo(destination) && identity.isStillThere()
				&& this.history.attempts().last(identity).filter(Attempt::isProved).isEmpty();
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
