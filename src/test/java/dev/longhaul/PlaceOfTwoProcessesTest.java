package dev.longhaul;

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
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One key of one bucket, to which two processes send that share a repository in
 * PostgreSQL.
 */
@Timeout(120)
class PlaceOfTwoProcessesTest {

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
	void is_not_given_to_another_file_while_the_first_one_is_on_its_way() throws Exception {
		try (Night night = Night.in(this.folder)) {
			Path first = night.file("x.bin", 3 * Night.PART, 1);
			Path vault = this.folder.resolve("vault.yml");
			Files.writeString(this.folder.resolve("second.yml"),
					Files.readString(vault).replace("/files\"", "/dropped\""));
			Path second = Night.write(this.folder.resolve("dropped/x.bin"), new byte[] { 1 });
			Fault held = night.s3().faults().add(Fault.on(Op.UPLOAD_PART).once().stallInBody());
			try (RunSession sender = session("vault"); RunSession late = session("second")) {
				RunPlan plan = late.planner().plan(List.of(), false);
				CompletableFuture<List<UploadOutcome>> sent = OwnThread.supply(() -> Runs.of(sender));
				night.s3().awaitRequest(Op.UPLOAD_PART, 1, Duration.ofMinutes(1));

				assertThat(Runs.of(late, plan)).singleElement().satisfies((outcome) -> {
					assertThat(outcome.cure()).isEqualTo(Cure.PERSON);
					assertThat(outcome.message())
						.startsWith(second + " is not sent, it would get the key 'x.bin' of %s, which is still there"
							.formatted(first));
				});

				held.release();
				assertThat(sent.join()).extracting(UploadOutcome::result).containsExactly(Result.DELIVERED);
				assertThat(night.s3().requests(Op.PUT_OBJECT)).isEmpty();
				Files.delete(first);
				assertThat(Runs.of(late)).extracting(UploadOutcome::result).containsExactly(Result.DELIVERED);
			}
		}
	}

	@Test
	void is_not_given_to_another_version_of_the_file_while_the_first_one_is_on_its_way() throws Exception {
		try (Night night = Night.in(this.folder)) {
			Path file = night.file("x.bin", 3 * Night.PART, 1);
			Fault held = night.s3().faults().add(Fault.on(Op.UPLOAD_PART).once().stallInBody());
			try (RunSession sender = session("vault"); RunSession late = session("vault", "late")) {
				CompletableFuture<List<UploadOutcome>> sent = OwnThread.supply(() -> Runs.of(sender));
				night.s3().awaitRequest(Op.UPLOAD_PART, 1, Duration.ofMinutes(1));
				night.file("x.bin", 4 * Night.PART, 2);

				assertThat(Runs.of(late)).anySatisfy((outcome) -> {
					assertThat(outcome.cure()).isEqualTo(Cure.RERUN);
					assertThat(outcome.message()).startsWith(
							"%s is not sent while another version of it is on its way to the same key, by longhaul run on "
								.formatted(file))
						.contains("; nothing was done. Run again when that has ended");
				});

				held.release();
				sent.join();
				assertThat(Runs.of(late)).extracting(UploadOutcome::result).contains(Result.DELIVERED);
			}
			night.assertDelivered(file);
		}
	}

	/** A process of its own, with a home of its own. */
	private RunSession session(String definition) throws Exception {
		return session(definition, definition);
	}

	private RunSession session(String definition, String home) throws Exception {
		return new BootSessions(LocalTime.leave()).open(new Home(this.folder.resolve("home of " + home)),
				new Definitions(new JobDefinitions(this.folder, Path.of(""), new StandardEnvironment())
					.select(List.of(definition))),
				Claim.atOnce("run"));
	}

}
