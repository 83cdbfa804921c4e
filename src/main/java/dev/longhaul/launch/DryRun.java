package dev.longhaul.launch;

import java.time.Clock;
import java.util.Optional;

import dev.longhaul.definition.Definitions;
import dev.longhaul.job.Fate;
import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.launch.Decision.Action;
import dev.longhaul.part.PlanImpossible;
import dev.longhaul.upload.Cure;

/**
 * Says what a run would do, as far as repository and files tell.
 */
public final class DryRun {

	private final Definitions definitions;

	private final UploadHistory history;

	private final Clock clock;

	public DryRun(Definitions definitions, UploadHistory history, Clock clock) {
		this.definitions = definitions;
		this.history = history;
		this.clock = clock;
	}

	/**
	 * What a run would do for the candidate.
	 * @throws PlanImpossible if it would begin an upload that cannot be cut by its
	 * definition
	 */
	public Foresight of(Candidate candidate, boolean again) {
		UploadIdentity identity = candidate.identity();
		Decision decision = this.history.decisions().of(candidate, again);
		int parts = parts(identity, decision.action());
		String abort = candidate.abortReason();
		if (abort != null && decision.action() == Action.RESUME) {
			return new Foresight(new Decision(Action.ABORT, decision.attempt(), decision.key()), parts, abort, false,
					null);
		}
		return foreseen(identity, decision)
			.map((fate) -> new Foresight(failing(decision, fate), parts, fate.failure().message(), false,
					goesWell(candidate, fate) ? null : fate.failure().cure()))
			.orElseGet(() -> new Foresight(decision, parts, "", isProved(identity, decision), null));
	}

	/** An upload keeps the parts of its first try, whatever its definition says since. */
	private int parts(UploadIdentity identity, Action action) {
		return switch (action) {
			case START -> newParts(identity);
			case SKIP -> deliveredParts(identity);
			case RESUME, ABORT, FAIL -> keptParts(identity).orElseGet(() -> newParts(identity));
		};
	}

	private int newParts(UploadIdentity identity) {
		return this.definitions.get(identity.definition()).plan(identity.size()).parts();
	}

	/** Of a hundred thousand of them the repository is not asked. */
	private int deliveredParts(UploadIdentity identity) {
		try {
			return newParts(identity);
		}
		catch (PlanImpossible ex) {
			return 0;
		}
	}

	private Optional<Integer> keptParts(UploadIdentity identity) {
		return this.history.attempts()
			.last(identity)
			.flatMap(Attempt::context)
			.filter(UploadContext::isPlanned)
			.map((context) -> context.plan(identity.size()).parts());
	}

	private boolean isProved(UploadIdentity identity, Decision decision) {
		return switch (decision.action()) {
			case SKIP -> true;
			case RESUME -> this.history.attempts().last(identity).filter(Attempt::isProved).isPresent();
			case START, ABORT, FAIL -> false;
		};
	}

	private Optional<Fate> foreseen(UploadIdentity identity, Decision decision) {
		return Optional.of(identity)
			.filter((it) -> decision.action() == Action.RESUME)
			.flatMap(this.history.attempts()::last)
			.flatMap((attempt) -> Optional.ofNullable(attempt.last()))
			.flatMap((unfinished) -> Fate.foreseen(unfinished, this.definitions.get(identity.definition()),
					this.clock.instant()));
	}

	private static Decision failing(Decision decision, Fate fate) {
		return new Decision(fate.ends() ? Action.ABORT : Action.FAIL, decision.attempt(), decision.key());
	}

	/** An old version that makes way for a newer one. */
	private static boolean goesWell(Candidate candidate, Fate fate) {
		return !candidate.wanted() && fate.ends() && fate.failure().cure() == Cure.ANEW;
	}

}
