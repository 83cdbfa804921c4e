package dev.longhaul.plan;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinition.OnFailure;
import dev.longhaul.history.Attempt;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.Decision;
import dev.longhaul.history.Decision.Action;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.job.Fate;
import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
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
		return switch (decision.action()) {
			case START -> begun(candidate, decision, again);
			case SKIP -> new Foresight(decision, deliveredParts(identity), "", true, null);
			case RESUME, ABORT, FAIL -> resumed(candidate, decision, again, this.history.attempts().last(identity));
		};
	}

	/** Of one that is new the repository is not asked again. */
	private Foresight begun(Candidate candidate, Decision decision, boolean again) {
		Optional<Attempt> last = (decision.attempt() > 1) ? this.history.attempts().last(candidate.identity())
				: Optional.empty();
		return overtaking(candidate, decision, again, last)
			.map((later) -> new Foresight(new Decision(Action.SKIP, decision.attempt(), decision.key()), 0,
					KeyClashes.overtaken(candidate, later), false, null))
			.orElseGet(() -> new Foresight(decision, newParts(candidate.identity()), "", false, null));
	}

	private Optional<Path> overtaking(Candidate candidate, Decision decision, boolean again, Optional<Attempt> last) {
		return again ? Optional.empty() : this.history.overtaking(candidate.under(decision.key()), last)
			.filter((later) -> candidate.identity().isStillThere());
	}

	private Foresight resumed(Candidate candidate, Decision decision, boolean again, Optional<Attempt> last) {
		int parts = keptParts(candidate.identity(), last);
		String abort = candidate.abortReason();
		if (abort != null) {
			return new Foresight(new Decision(Action.ABORT, decision.attempt(), decision.key()), parts, abort, false,
					null);
		}
		Optional<Path> later = overtaking(candidate, decision, again, last);
		if (later.isPresent()) {
			boolean kept = this.definitions.get(candidate.identity().definition()).onFailure() == OnFailure.KEEP;
			return new Foresight(new Decision(kept ? Action.FAIL : Action.ABORT, decision.attempt(), decision.key()),
					parts, KeyClashes.overtaken(candidate, later.get()), false, null);
		}
		return last.flatMap((attempt) -> foreseen(candidate.identity(), attempt))
			.map((fate) -> new Foresight(failing(decision, fate), parts, fate.failure().message(), false,
					goesWell(candidate, fate) ? null : fate.failure().cure()))
			.orElseGet(() -> new Foresight(decision, parts, "", last.filter(Attempt::isProved).isPresent(), null));
	}

	/** An upload keeps the parts of its first try, whatever its definition says since. */
	private int keptParts(UploadIdentity identity, Optional<Attempt> last) {
		return last.flatMap(Attempt::context)
			.filter(UploadContext::isPlanned)
			.map((context) -> context.plan(identity.size()).parts())
			.orElseGet(() -> newParts(identity));
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

	private Optional<Fate> foreseen(UploadIdentity identity, Attempt attempt) {
		return Optional.ofNullable(attempt.last())
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
