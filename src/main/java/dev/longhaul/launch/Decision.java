package dev.longhaul.launch;

import java.util.Optional;

import dev.longhaul.launch.UploadHistory.Attempt;

/**
 * What to do for a candidate.
 *
 * @param attempt the number of the attempt to start, to restart, or that delivered
 */
public record Decision(Action action, int attempt) {

	/** The ways to go on. */
	public enum Action {

		/** A new upload. */
		START,
		/** An unfinished one goes on. */
		RESUME,
		/** Delivered and unchanged. */
		SKIP

	}

	/**
	 * Decides by the newest attempt.
	 * @param again whether a delivered file is sent once more
	 */
	static Decision of(Optional<Attempt> last, boolean again) {
		if (last.isEmpty()) {
			return new Decision(Action.START, 1);
		}
		Attempt attempt = last.get();
		if (attempt.isDelivered()) {
			return again ? new Decision(Action.START, attempt.number() + 1)
					: new Decision(Action.SKIP, attempt.number());
		}
		if (attempt.isOver()) {
			return new Decision(Action.START, attempt.number() + 1);
		}
		if (again && attempt.isUnproven()) {
			return new Decision(Action.START, attempt.number() + 1);
		}
		return new Decision((attempt.last() != null) ? Action.RESUME : Action.START, attempt.number());
	}

}
