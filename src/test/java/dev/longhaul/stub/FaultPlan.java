package dev.longhaul.stub;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The faults that one request meets.
 */
record FaultPlan(List<FaultAction> actions) {

	boolean has(Class<? extends FaultAction> type) {
		return first(type) != null;
	}

	/** The client cannot have the whole answer. */
	boolean losesAnswer() {
		return has(FaultAction.DoneButAnswerLost.class) || has(FaultAction.ResetInAnswer.class);
	}

	<T extends FaultAction> @Nullable T first(Class<T> type) {
		for (FaultAction action : this.actions) {
			if (type.isInstance(action)) {
				return type.cast(action);
			}
		}
		return null;
	}

	<T extends FaultAction> List<T> all(Class<T> type) {
		return this.actions.stream().filter(type::isInstance).map(type::cast).toList();
	}

}
