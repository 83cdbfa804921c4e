package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.cli.RunSession;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One file, taken by the definitions of two processes that share a repository in
 * PostgreSQL.
 */
@Timeout(120)
class FileOfTwoProcessesTest {

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final Settings settings = new Settings();

	@TempDir
	private Path folder;

	@BeforeEach
	void begin() {
		this.settings.use(postgres.settings());
	}

	@Test
	void stays_while_the_other_process_sends_it_which_began_after_this_one_had_planned() throws Exception {
		try (Night night = Night.in(this.folder)) {
			night.define("on-success: delete");
			defineToKeep("second");
			Path file = night.file("big.bin", 3 * Night.PART, 1);
			Fault held = night.s3().faults().add(Fault.on(Op.UPLOAD_PART).key("second/big.bin").stallInBody());
			try (RunSession taker = session("vault"); RunSession keeper = session("second")) {
				RunPlan plan = taker.planner().plan(List.of(), false);
				CompletableFuture<List<UploadOutcome>> sent = OwnThread.supply(() -> Runs.of(keeper));
				night.s3().awaitRequest(Op.UPLOAD_PART, 1, Duration.ofMinutes(1));

				assertThat(Runs.of(taker, plan)).singleElement()
					.satisfies((outcome) -> assertThat(outcome.message())
						.isEqualTo("stays in its folder until second has delivered it too"));

				assertThat(file).exists();
				held.release();
				assertThat(sent.join()).extracting(UploadOutcome::result).containsExactly(Result.DELIVERED);
				assertThat(Runs.of(taker)).extracting(UploadOutcome::message).containsExactly("deleted");
			}
			assertThat(file).doesNotExist();
		}
	}

	/** The same files under another key, and they stay. */
	private void defineToKeep(String name) throws IOException {
		Files.writeString(this.folder.resolve(name + ".yml"),
				Files.readString(this.folder.resolve("vault.yml"))
					.replace("{path}", name + "/{path}")
					.replace("on-success: delete", ""));
	}

	/** A process of its own, with a home of its own. */
	private RunSession session(String definition) throws Exception {
		return new BootSessions(LocalTime.leave()).open(new Home(this.folder.resolve("home of " + definition)),
				new Definitions(new JobDefinitions(this.folder, Path.of(""), new StandardEnvironment())
					.select(List.of(definition))),
				Claim.atOnce("run"));
	}

}
