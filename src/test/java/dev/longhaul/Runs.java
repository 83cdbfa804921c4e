package dev.longhaul;

import java.util.List;
import java.util.function.UnaryOperator;

import dev.longhaul.cli.RunSession;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.RunPlan;

/**
 * Does what a plan says, of which nobody is told before the end.
 */
final class Runs {

	private Runs() {
	}

	static List<UploadOutcome> of(RunSession session, RunPlan plan) {
		return session.run().execute(plan, RunMode.USUAL, (outcome) -> {
		}, UnaryOperator.identity());
	}

	/** Of all that the session's definitions have to send. */
	static List<UploadOutcome> of(RunSession session) {
		return of(session, session.planner().plan(List.of(), false));
	}

}
