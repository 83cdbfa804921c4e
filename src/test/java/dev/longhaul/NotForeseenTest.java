package dev.longhaul;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.longhaul.cli.Engine;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.launch.KeyGuard;
import dev.longhaul.launch.RunMode;
import dev.longhaul.launch.UploadOutcome;
import dev.longhaul.launch.UploadOutcome.Result;
import dev.longhaul.launch.UploadRun;
import dev.longhaul.store.s3.S3StoreProbes;
import dev.longhaul.upload.StoreKnowledge;
import dev.longhaul.upload.TrialsFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An error in Longhaul itself is the failure of one file, and nobody else is blamed for
 * it.
 */
class NotForeseenTest {

	private final Path folder;

	@AutoClose
	private final Night night;

	NotForeseenTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.night.file("a", 1, 1);
	}

	@Test
	void a_definition_that_is_taken_from_under_its_upload() {
		List<UploadOutcome> outcomes = this.night.inSession(List.of("vault"),
				(session) -> withoutDefinitions(session.engine()).execute(session.planner().plan(List.of(), false),
						RunMode.USUAL, (outcome) -> {
						}, UnaryOperator.identity()));

		assertThat(outcomes).singleElement().satisfies((outcome) -> {
			assertThat(outcome.result()).isEqualTo(Result.FAILED);
			assertThat(outcome.message()).isEqualTo(
					"an error in Longhaul itself (java.lang.IllegalStateException: definition vault is not in use); "
							+ "the next run tries this file again, and the log has the details");
		});
	}

	private UploadRun withoutDefinitions(Engine engine) {
		StoreKnowledge knowledge = new StoreKnowledge(new S3StoreProbes(),
				new TrialsFile(this.folder.resolve("stores.json"), engine.clock()));
		KeyGuard guard = new KeyGuard(new DefinitionsInUse(new Definitions(List.of())), engine.stores(), knowledge,
				engine.history(), engine.launcher());
		return new UploadRun(engine.definitions(), guard, engine.monitor(), Runnable::run, new StopSwitch(() -> {
		}, () -> {
		}));
	}

}
