package dev.longhaul;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.repository.SharedClaims.Claimed;
import dev.longhaul.repository.postgres.PostgresAccess;
import dev.longhaul.repository.postgres.PostgresClaims;
import dev.longhaul.repository.postgres.PostgresLease;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An unfinished upload that a process of another machine has in hand, or that is out of
 * reach for this one.
 */
class UploadElsewhereTest {

	private static final int UNFINISHED = 1;

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final Settings settings = new Settings();

	private final Path folder;

	private final Night night;

	private Path file = Path.of("");

	UploadElsewhereTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	@BeforeEach
	void leaveUnfinished() {
		this.settings.use(postgres.settings());
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void it_runs_while_a_run_waits_for_a_worker_that_sends_for_a_killed_one() throws Exception {
		// as a kill leaves it
		postgres.server()
			.sql("update batch_job_execution set status = 'STARTED', exit_code = 'UNKNOWN', end_time = null");
		CompletableFuture<TypedCommand> rerun;
		try (Connection worker = connect()) {
			worker.setAutoCommit(false);
			PostgresLease.share(worker, PostgresLease.sending(claim()));
			rerun = OwnThread.supply(() -> command("rerun"));

			// the execution of the killed one has an end
			Awaitility.await().until(() -> !this.night.longhaul("show", "1").contains(" to ?"));
			assertThat(this.night.status()).contains("  running  ").doesNotContain("failed");
			worker.rollback();
		}
		assertThat(rerun.get()).satisfies((ended) -> assertThat(ended.exitCode()).as("%s", ended).isZero());
		this.night.assertDelivered(this.file);
	}

	@Test
	void it_is_interrupted_where_that_run_was_killed_while_it_waited() {
		postgres.server().sql("update batch_job_execution set status = 'FAILED', exit_code = 'UNKNOWN'");

		assertThat(this.night.status()).contains("  interrupted  ");
		assertThat(this.night.longhaul("show", "1")).contains("killed");
	}

	@Test
	void its_abort_is_for_the_machine_that_has_it() {
		String claim = claim();
		try (PostgresClaims other = PostgresClaims.open(access(), "watch --cluster");
				Claimed held = other.take(claim).orElseThrow()) {
			assertThat(command("abort", "1")).satisfies((ended) -> {
				assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
				assertThat(ended.out()).contains("is being uploaded by longhaul watch --cluster on ")
					.contains("; nothing was aborted. Abort it on that machine, with the home of that process")
					.contains("longhaul: see the lines that begin with FAILED: ")
					.doesNotContain("un again");
			});
			assertThat(command("run").out()).contains("; nothing was done. Run again when that has ended")
				.contains("longhaul: run again; what has arrived is not sent again");
		}
	}

	@Test
	void it_has_its_number_where_it_is_left_alone() {
		String claim = claim();
		try (PostgresClaims other = PostgresClaims.open(access(), "watch --cluster");
				Claimed held = other.take(claim).orElseThrow()) {
			for (String[] words : new String[][] { { "run", "--json" }, { "rerun", "--json" },
					{ "abort", "1", "--json" } }) {
				assertThat(command(words).out()).contains("is being uploaded by").contains("\"upload\":1,");
			}
		}
	}

	@Test
	void it_has_its_number_where_the_repository_is_lost() {
		List<UploadOutcome> outcomes = this.night.inSession(List.of("vault"), (session) -> {
			RunPlan plan = session.planner().plan(List.of(), false);
			postgres.server().sql("alter table batch_job_instance rename to taken_away");
			return Runs.of(session, plan);
		});

		assertThat(outcomes).singleElement().satisfies((outcome) -> {
			assertThat(outcome.message()).startsWith("the job repository failed");
			assertThat(outcome.upload()).isEqualTo(1);
		});
	}

	@Test
	void a_repository_that_is_away_is_told_in_one_sentence() {
		List<UploadOutcome> outcomes = this.night.inSession(List.of("vault"), (session) -> {
			RunPlan plan = session.planner().plan(List.of(), false);
			postgres.server()
				.sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()");
			return Runs.of(session, plan);
		});

		assertThat(outcomes).singleElement()
			.satisfies((outcome) -> assertThat(outcome.message()).startsWith("the repository at jdbc:postgresql:")
				.contains("does not answer", "run again"));
	}

	private static PostgresAccess access() {
		return new PostgresAccess(postgres.server().url(), PostgresServer.USER, PostgresServer.PASSWORD);
	}

	private String claim() {
		return this.night.inSession(List.of("vault"),
				(session) -> session.planner().plan(List.of(), false).candidates().get(0).identity().claim());
	}

	private static Connection connect() throws SQLException {
		return DriverManager.getConnection(postgres.server().url(), PostgresServer.USER, PostgresServer.PASSWORD);
	}

	private TypedCommand command(String... words) {
		return TypedCommand.in(this.folder, words);
	}

}
