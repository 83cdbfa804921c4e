package dev.longhaul;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import dev.longhaul.cli.CommandLines;
import dev.longhaul.cli.RunSession;
import dev.longhaul.cluster.NodeRegistry;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.repository.SharedClaims.Claimed;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.postgres.PostgresAccess;
import dev.longhaul.repository.postgres.PostgresClaims;
import dev.longhaul.repository.request.OwnerRequest;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every command with a repository in PostgreSQL.
 */
class PostgresTest {

	private static final int USAGE = 2;

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final Settings settings = new Settings();

	private final Path folder;

	private final Night night;

	private final PostgresNight repository;

	PostgresTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.repository = new PostgresNight(folder, this.night, this.settings);
	}

	@BeforeEach
	void begin() {
		this.settings.use(postgres.settings());
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void what_failed_is_shown_and_rerun() {
		Path file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();

		assertThat(this.night.status()).contains("failed").contains("big.bin");
		assertThat(this.night.longhaul("show", "1")).contains("of 3 stored");
		this.night.longhaul("rerun", "--json");

		this.night.assertDelivered(file);
		assertThat(this.night.resentParts("big.bin")).isZero();
		assertThat(this.night.longhaul("show", file.toString())).contains("delivered");
		assertThat(this.night.longhaul("history")).contains("delivered");
		assertThat(this.night.longhaul("verify", "1")).contains("proved");
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
		assertThat(Files.exists(this.folder.resolve("home/repository.script"))).as("a database in the home").isFalse();
	}

	@Test
	void what_is_not_known_is_not_known_there() {
		notKnownThere("there is no repository yet: no run was ever begun with", "show", "99");
		this.repository.makeTables();

		notKnownThere("there is no upload 99 in", "show", "99");
		notKnownThere("no upload of /elsewhere is known in", "show", "/elsewhere");
		notKnownThere("there is no upload 99 in", "verify", "99");
		notKnownThere("no delivery of /elsewhere is known in", "verify", "/elsewhere");
	}

	private void notKnownThere(String beginning, String... words) {
		assertThat(this.repository.command(words)).satisfies((ended) -> {
			assertThat(ended.exitCode()).as("%s", ended).isEqualTo(USAGE);
			assertThat(ended.err())
				.startsWith("longhaul: " + beginning + " the repository at " + postgres.server().url())
				.doesNotContain("--home");
		});
	}

	@Test
	void an_upload_is_aborted_and_a_later_run_begins_anew() {
		Path file = this.night.file("big.bin", 3 * Night.PART, 2);
		this.night.leaveUnfinished();

		this.night.longhaul("abort", "1");

		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.runOne().receipt().orElseThrow().attempt()).isEqualTo(2);
		this.night.assertDelivered(file);
	}

	@Test
	void sweep_takes_away_what_a_deleted_history_has_forgotten_to_abort() {
		this.night.file("big.bin", 3 * Night.PART, 3);
		this.night.leaveUnfinished();
		postgres.server().sql("update batch_job_execution set status = 'ABANDONED'");

		assertThat(this.night.longhaul("sweep")).contains("aborted");

		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void a_file_that_another_machine_delivered_and_pruned_is_not_sent_again() throws Exception {
		Definitions definitions = new Definitions(
				new JobDefinitions(this.folder, Path.of(""), new StandardEnvironment()).select(List.of("vault")));
		this.night.file("small.bin", 100, 4);
		try (RunSession watcher = new BootSessions(LocalTime.leave()).open(new Home(this.folder.resolve("watcher")),
				definitions, Claim.atOnce("watch"))) {
			assertThat(run(watcher)).containsExactly(Result.DELIVERED);
			this.night.file("later.bin", 100, 5);
			assertThat(this.night.run()).hasSize(2);

			assertThat(this.night.longhaul("prune", "--older-than", "0s")).contains("2");

			assertThat(run(watcher)).containsExactly(Result.SKIPPED, Result.SKIPPED);
		}
		assertThat(this.night.longhaul("history")).doesNotContain(".bin");
		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).hasSize(2);
	}

	private static List<Result> run(RunSession session) {
		return Runs.of(session).stream().map(UploadOutcome::result).toList();
	}

	@Test
	void what_another_process_holds_is_not_pruned_beside_it() {
		try (PostgresClaims other = PostgresClaims.open(access(), "prune");
				Claimed held = other.take("definition the pruning of the history").orElseThrow()) {
			assertThat(this.repository.command("prune", "--older-than", "0s")).satisfies((ended) -> {
				assertThat(ended.exitCode()).isEqualTo(75);
				assertThat(ended.err()).contains("the pruning of the history is being run by longhaul prune on ")
					.contains("; nothing was pruned: run this command again when that one has ended")
					.doesNotContain("--wait");
			});
		}
	}

	@Test
	void what_a_run_has_waited_already_it_does_not_wait_again() {
		try (PostgresClaims other = PostgresClaims.open(access(), "run");
				Claimed held = other.take("definition vault").orElseThrow()) {
			// to open the repository takes longer
			assertThat(this.repository.command("run", "--wait", "1ms")).satisfies((ended) -> {
				assertThat(ended.exitCode()).isEqualTo(75);
				assertThat(ended.err()).contains("vault is being run by").doesNotContain("waiting until");
			});
		}
	}

	@Test
	void a_run_that_waits_for_another_one_begins_when_that_has_ended() {
		this.night.file("a.bin", 100, 18);
		ByteArrayOutputStream said = new ByteArrayOutputStream();
		OwnerRequest request = new OwnerRequest(List.of("run", "--wait", "1h"), this.folder.toString(),
				this.folder.toString());
		try (PostgresClaims other = PostgresClaims.open(access(), "run")) {
			Claimed held = other.take("definition vault").orElseThrow();
			PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8) {
				@Override
				public void println(String line) {
					super.println(line);
					held.close(); // the wait has begun
				}
			};

			assertThat(CommandLines.carryOut(request, new BootSessions(LocalTime.leave()),
					new PrintStream(PrintStream.nullOutputStream()), err))
				.as("%s", said)
				.isZero();
		}
		assertThat(said.toString(StandardCharsets.UTF_8))
			.containsPattern("waiting until that has ended, (1h|59m\\d+s) at most");
	}

	@ParameterizedTest
	@ValueSource(strings = { "replace", "skip", "fail" })
	void one_that_fails_under_a_run_is_said_of_each_file(String ifExists) {
		this.night.file("a.bin", 100, 14);
		this.night.file("b.bin", 100, 15);
		this.night.defineTo("if-exists: " + ifExists);

		List<UploadOutcome> outcomes = this.night.inSession(List.of("vault"), (session) -> {
			RunPlan plan = session.planner().plan(List.of(), false);
			postgres.server().sql("alter table batch_job_instance rename to taken_away");
			postgres.server().sql("alter table delivered_file rename to taken_away_too");
			return Runs.of(session, plan);
		});

		assertThat(outcomes).hasSize(2).allSatisfy((outcome) -> {
			assertThat(outcome.result()).isEqualTo(Result.FAILED);
			assertThat(outcome.message()).startsWith("the job repository failed");
		});
	}

	@Test
	void a_lost_one_is_rebuilt_from_the_store() {
		Path file = this.night.file("big.bin", 3 * Night.PART, 10);
		this.night.leaveUnfinished();
		postgres.empty();

		assertThat(this.night.run(new RunMode(false, true, false))).extracting(UploadOutcome::result)
			.containsExactly(Result.DELIVERED);

		this.night.assertDelivered(file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void the_doctor_looks_at_it() {
		assertThat(this.repository.doctor()).contains("no tables yet").contains("repository-clock");
		this.repository.makeTables();
		assertThat(this.repository.doctor()).containsPattern("tables of version \\d+");
	}

	@ParameterizedTest
	@ValueSource(strings = { "second", "third,public" })
	void two_schemas_are_two_repositories(String searchPath) {
		this.night.file("small.bin", 100, 5);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		postgres.server()
			.sql("create schema if not exists %s authorization carrier".formatted(searchPath.replaceAll(",.*", "")));
		this.repository.setting("url", postgres.server().url() + "?currentSchema=" + searchPath);

		try (PostgresClaims other = PostgresClaims.open(access(), "run");
				Claimed held = other.take("definition vault").orElseThrow()) {
			assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		}
	}

	@Test
	void what_a_vanished_machine_or_a_frozen_worker_has_locked_is_free_after_a_minute() throws SQLException {
		try (Connection connection = DriverManager.getConnection(postgres.server().url(), PostgresServer.USER,
				PostgresServer.PASSWORD)) {
			connection.createStatement().execute(PostgresPlace.notices(NodeRegistry.WORKER));
			JdbcTemplate server = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			assertThat(Stream
				.of("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "tcp_user_timeout",
						"idle_in_transaction_session_timeout")
				.map((setting) -> server.queryForObject("show " + setting, String.class)))
				.containsExactly("30", "10", "3", "60000", "1min");
		}
	}

	private static PostgresAccess access() {
		return new PostgresAccess(postgres.server().url(), PostgresServer.USER, PostgresServer.PASSWORD);
	}

}
