package dev.longhaul.history;

import java.util.Optional;

/**
 * What to do for a candidate.
 *
 * @param attempt the number of the attempt to start, to restart, or that delivered
 * @param key of the object; that of the first try where there was one, also after
 * midnight
 */
public record Decision(Action action, int attempt, String key) {

	/** The ways to go on. */
	public enum Action {

		/** A new upload. */
		START,
		/** An unfinished one goes on. */
		RESUME,
		/** Delivered and unchanged. */
		SKIP,
		/** An unfinished one cannot go on, and is aborted. Only foreseen. */
		ABORT,
		/** An unfinished one cannot go on, and its parts are kept. Only foreseen. */
		FAIL

	}

	/**
	 * Decides by the newest attempt.
	 * @param key for a new object
	 * @param again whether a delivered file is sent once more
	 */
	static Decision of(Optional<Attempt> last, String key, boolean again) {
		if (last.isEmpty()) {
			return new Decision(Action.START, 1, key);
		}
		Attempt attempt = last.get();
		boolean anew = attempt.isDelivered() ? again : attempt.isOver() || (again && attempt.isUnproven());
		if (anew) {
			return new Decision(Action.START, attempt.number() + 1, key);
		}
		Action action = (attempt.last() != null) ? Action.RESUME : Action.START;
		return new Decision(attempt.isDelivered() ? Action.SKIP : action, attempt.number(), attempt.key().orElse(key));
	}

}
