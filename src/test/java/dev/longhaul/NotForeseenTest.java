package dev.longhaul;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.longhaul.cli.Engine;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.launch.RunMode;
import dev.longhaul.launch.UploadRun;
import dev.longhaul.plan.RunPlan;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An error in Longhaul itself is the failure of one file, and nobody else is blamed for
 * it.
 */
class NotForeseenTest {

	@AutoClose
	private final Night night;

	NotForeseenTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.night.file("a", 1, 1);
	}

	@Test
	void a_definition_that_is_taken_from_under_its_upload() {
		List<UploadOutcome> outcomes = this.night.inSession(List.of("vault"), (session) -> {
			RunPlan plan = session.planner().plan(List.of(), false);
			UploadRun run = ofOtherDefinitions(session.engine());
			session.engine().definitions().retain(List.of());
			return run.execute(plan, RunMode.USUAL, (outcome) -> {
			}, UnaryOperator.identity());
		});

		assertThat(outcomes).singleElement().satisfies((outcome) -> {
			assertThat(outcome.result()).isEqualTo(Result.FAILED);
			assertThat(outcome.message()).isEqualTo(
					"an error in Longhaul itself (java.lang.IllegalStateException: definition vault is not in use); "
							+ "the next run tries this file again, and the log has the details");
		});
	}

	/** It would keep those of the engine in use. */
	private static UploadRun ofOtherDefinitions(Engine engine) {
		Definitions own = new Definitions(List.of(engine.definitions().get("vault")));
		return new UploadRun(new DefinitionsInUse(own), engine.launcher(), engine.monitor(), Runnable::run,
				new StopSwitch(() -> {
				}, () -> {
				}));
	}

}
