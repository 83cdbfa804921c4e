package dev.longhaul.history;

import java.util.Optional;

import dev.longhaul.history.Decision.Action;

/**
 * What is to do for candidates, by what the repository knows: one answer for the plan,
 * the dry run and the launch.
 */
public record Decisions(UploadHistory history) {

	/**
	 * Decides.
	 * @param again whether a delivered file is sent once more
	 */
	public Decision of(Candidate candidate, boolean again) {
		Optional<EarlierDelivery> delivered = again ? Optional.empty() : delivered(candidate);
		return delivered.map((earlier) -> new Decision(Action.SKIP, 1, earlier.keyOr(candidate.key())))
			.orElseGet(() -> byAttempts(candidate, again));
	}

	/** The same of one that the table of deliveries does not know. */
	public Decision byAttempts(Candidate candidate, boolean again) {
		return byAttempts(this.history.attempts().last(candidate.identity()), candidate, again);
	}

	/**
	 * The same by the newest attempt. A delivery is none any more where a later version
	 * of the file, or another file, has taken its key: a file that is put back is sent
	 * again.
	 */
	public Decision byAttempts(Optional<Attempt> last, Candidate candidate, boolean again) {
		Decision decision = Decision.of(last, candidate.key(), again && candidate.mayBegin());
		boolean overwritten = decision.action() == Action.SKIP
				&& this.history.isOverwritten(last.orElseThrow(), candidate.identity());
		return overwritten ? Decision.of(last, candidate.key(), true) : decision;
	}

	private Optional<EarlierDelivery> delivered(Candidate candidate) {
		return Optional.ofNullable(candidate.delivered()).or(() -> this.history.delivery(candidate.identity()));
	}

}
