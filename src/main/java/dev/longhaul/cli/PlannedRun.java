package dev.longhaul.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import dev.longhaul.console.RunDisplay;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.launch.RunMode;
import dev.longhaul.launch.RunPlan;
import dev.longhaul.launch.UploadOutcome;
import dev.longhaul.repository.Claim;

/**
 * Opens a session, carries out a plan and reports: what run, rerun and abort share.
 *
 * @param claim of the command on the home
 */
record PlannedRun(LonghaulCommand longhaul, RunSessions sessions, Claim claim, boolean json) {

	/**
	 * Carries out.
	 * @param planning what is to be done
	 * @return the exit code
	 */
	int execute(DefinitionsInUse definitions, Function<RunSession, RunPlan> planning, RunMode mode) throws Exception {
		Clock clock = this.longhaul.clock();
		Instant begun = clock.instant();
		try (RunSession session = this.sessions.open(this.longhaul.home(), definitions, this.claim);
				StopSignals signals = StopSignals.watch(session.stop(), session.shutdownGrace());
				RunDisplay display = this.longhaul.console().run(this.json)) {
			RunPlan plan = planning.apply(session);
			List<UploadOutcome> outcomes;
			try (ProgressTicker ticker = ProgressTicker.start(display, session.monitor())) {
				outcomes = session.run().execute(plan, mode, display::ended);
			}
			display.summary(plan, outcomes, session.monitor().bytesSent(), Duration.between(begun, clock.instant()));
			return signals.exitCode().orElseGet(() -> ExitCode.of(outcomes));
		}
	}

}
