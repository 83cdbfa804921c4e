package dev.longhaul;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.sql.SQLException;
import java.sql.DriverManager;
import java.sql.Connection;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import dev.longhaul.cluster.NodeRegistry;
import dev.longhaul.cli.RunSession;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.launch.RunMode;
import dev.longhaul.launch.RunPlan;
import dev.longhaul.launch.UploadOutcome;
import dev.longhaul.launch.UploadOutcome.Result;
import dev.longhaul.repository.Claim;
import dev.longhaul.repository.Home;
import dev.longhaul.repository.PostgresAccess;
import dev.longhaul.repository.PostgresClaims;
import dev.longhaul.source.SourceFile;
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
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every command with a repository in PostgreSQL, and what is said of one that cannot be
 * used.
 */
class PostgresTest {

	private static final int UNFINISHED = 1;

	private static final int USAGE = 2;

	private static final int PERSON = 3;

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final Settings settings = new Settings();

	private final Path folder;

	private final Night night;

	PostgresTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
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
		notKnownThere("no run was ever begun with", "show", "99");
		makeTables();

		notKnownThere("there is no upload 99 in", "show", "99");
		notKnownThere("no upload of /elsewhere is known in", "show", "/elsewhere");
		notKnownThere("there is no upload 99 in", "verify", "99");
		notKnownThere("no delivery of /elsewhere is known in", "verify", "/elsewhere");
	}

	private void notKnownThere(String beginning, String... words) {
		assertThat(command(words)).satisfies((ended) -> {
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
		DefinitionsInUse definitions = new DefinitionsInUse(
				new JobDefinitions(this.folder, new StandardEnvironment()).select(List.of("vault")));
		this.night.file("small.bin", 100, 4);
		try (RunSession watcher = new BootSessions().open(new Home(this.folder.resolve("watcher")), definitions,
				Claim.atOnce("watch"))) {
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
		return session.run().execute(session.planner().plan(List.of()), RunMode.USUAL, (outcome) -> {
		}).stream().map(UploadOutcome::result).toList();
	}

	@Test
	void what_another_process_holds_is_not_pruned_beside_it() {
		try (PostgresClaims other = PostgresClaims.open(access(), "prune");
				PostgresClaims.Held held = other.take("definition the pruning of the history").orElseThrow()) {
			assertThat(command("prune", "--older-than", "0s")).satisfies((ended) -> {
				assertThat(ended.exitCode()).isEqualTo(75);
				assertThat(ended.err()).contains("the pruning of the history is being run by longhaul prune on ")
					.contains("; this command pruned nothing, say it again when that one has ended")
					.doesNotContain("--wait");
			});
		}
	}

	@Test
	void what_a_run_has_waited_already_it_does_not_wait_again() {
		try (PostgresClaims other = PostgresClaims.open(access(), "run");
				PostgresClaims.Held held = other.take("definition vault").orElseThrow()) {
			assertThat(command("run", "--wait", "2s")).satisfies((ended) -> {
				assertThat(ended.exitCode()).isEqualTo(75);
				assertThat(ended.err()).contains("waiting until that has ended, ")
					.contains("s at most")
					.doesNotContain("2s at most");
			});
		}
	}

	@Test
	void what_the_home_knows_moves() {
		this.settings.clear("repository.url");
		this.night.file("small.bin", 100, 7);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.longhaul("prune", "--older-than", "0s");
		Path big = this.night.file("big.bin", 3 * Night.PART, 8);
		this.night.leaveUnfinished();
		setting("url", postgres.server().url());
		assertThat(command("status").err()).contains("no run was ever begun");

		assertThat(this.night.longhaul("migrate")).contains("moved 1 uploads and 1 pruned ones");

		assertThat(this.night.status()).contains("failed").contains("big.bin");
		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SKIPPED, Result.RESUMED);
		this.night.assertDelivered(big);
		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).hasSize(1);
		assertThat(this.night.resentParts("big.bin")).isZero();
		Path later = this.night.file("later.bin", 100, 9);
		assertThat(this.night.run()).hasSize(3);
		assertThat(this.night.longhaul("show", later.toString())).contains("upload   3");
		assertThat(command("migrate").exitCode()).as("a second time").isEqualTo(PERSON);
	}

	@Test
	void a_watch_knows_the_keys_of_earlier_versions() throws Exception {
		assertThatWatchKnowsKeyOf(deliveredUnderTwoKeys());
	}

	@Test
	void a_watch_knows_the_keys_of_earlier_versions_that_moved() throws Exception {
		this.settings.clear("repository.url");
		Path file = deliveredUnderTwoKeys();
		setting("url", postgres.server().url());
		assertThat(this.night.longhaul("migrate")).contains("moved 2 uploads");

		assertThatWatchKnowsKeyOf(file);
	}

	/** Two versions; the key of the first one begins with 2025. */
	private Path deliveredUnderTwoKeys() throws Exception {
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("{path}", "{modified:yyyy}/{name}"));
		Path file = this.night.file("a/x", 10, 11);
		Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-06-01T00:00:00Z")));
		assertThat(this.night.runOne().key()).isEqualTo("2025/x");
		this.night.file("a/x", 20, 12);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		return file;
	}

	private void assertThatWatchKnowsKeyOf(Path earlier) throws Exception {
		Path other = this.night.file("b/x", 30, 13);
		Files.setLastModifiedTime(other, FileTime.from(Instant.parse("2025-07-01T00:00:00Z")));

		List<UploadOutcome> refused = this.night.inSession(List.of("vault"),
				(session) -> session.planner()
					.found(session.definitions().get("vault"), List.of(SourceFile.of(other)), false)
					.refused());

		assertThat(refused).singleElement()
			.satisfies((outcome) -> assertThat(outcome.message()).contains("of " + earlier + ", which is still there"));
	}

	@Test
	void a_repository_that_is_not_empty_takes_nothing() {
		makeTables();
		this.settings.clear("repository.url");
		assertThat(command("migrate").exitCode()).as("without a url").isEqualTo(USAGE);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		setting("url", postgres.server().url());

		assertThat(command("migrate")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("is not empty; nothing was moved");
		});
		assertThat(this.folder.resolve("home/repository.script")).exists();
	}

	@ParameterizedTest
	@ValueSource(strings = { "replace", "skip", "fail" })
	void one_that_fails_under_a_run_is_said_of_each_file(String ifExists) {
		this.night.file("a.bin", 100, 14);
		this.night.file("b.bin", 100, 15);
		this.night.defineTo("if-exists: " + ifExists);

		List<UploadOutcome> outcomes = this.night.inSession(List.of("vault"), (session) -> {
			RunPlan plan = session.planner().plan(List.of());
			postgres.server().sql("alter table batch_job_instance rename to taken_away");
			postgres.server().sql("alter table delivered_file rename to taken_away_too");
			return session.run().execute(plan, RunMode.USUAL, (outcome) -> {
			});
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

		assertThat(this.night.run(new RunMode(false, true))).extracting(UploadOutcome::result)
			.containsExactly(Result.DELIVERED);

		this.night.assertDelivered(file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void the_doctor_looks_at_it() {
		assertThat(doctor()).contains("no tables yet").contains("repository-clock");
		makeTables();
		assertThat(doctor()).containsPattern("tables of version \\d+");
	}

	@Test
	void a_wrong_password_is_for_a_person_and_is_not_shown() {
		setting("password", "guessed");

		assertThat(command("status")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("cannot be opened by user carrier").doesNotContain("guessed");
		});
		assertThat(command("run").exitCode()).isEqualTo(PERSON);
		assertThat(doctor()).contains("cannot be opened by user carrier");
	}

	@Test
	void a_database_that_is_not_there_is_for_a_person() {
		setting("url", postgres.server().url() + "2");

		assertThat(command("run")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("\"longhaul2\" does not exist");
		});
	}

	@Test
	void a_server_that_does_not_answer_may_do_so_later() {
		setting("url", "jdbc:postgresql://127.0.0.1:1/longhaul");

		for (String name : List.of("run", "status")) {
			assertThat(command(name)).satisfies((ended) -> {
				assertThat(ended.exitCode()).isEqualTo(UNFINISHED);
				assertThat(ended.err()).contains("does not answer").contains("run again");
			});
		}
	}

	@Test
	void tables_of_a_newer_version_are_refused() {
		makeTables();
		postgres.server()
			.sql("insert into flyway_schema_history values "
					+ "(99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'carrier', current_timestamp, 1, true)");

		for (String name : List.of("run", "worker")) {
			assertThat(command(name)).satisfies((ended) -> {
				assertThat(ended.exitCode()).isEqualTo(PERSON);
				assertThat(ended.err()).contains("written by a newer Longhaul");
			});
		}
		assertThat(doctor()).contains("written by a newer Longhaul");
	}

	@Test
	void tables_of_a_newer_or_an_older_version_can_be_looked_at() {
		makeTables();
		postgres.server()
			.sql("insert into flyway_schema_history values "
					+ "(99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'carrier', current_timestamp, 1, true)");
		assertLooked();

		postgres.server().sql("drop table node, range_channel_message, earlier_object");
		postgres.server().sql("drop sequence range_message_seq");
		postgres.server().sql("delete from flyway_schema_history where version in ('4', '5', '99')");
		assertLooked();
		assertThat(this.night.runOne().result()).as("tables that are made up to date").isEqualTo(Result.SKIPPED);
		assertLooked();
	}

	private void assertLooked() {
		assertThat(command("nodes")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isZero();
			assertThat(ended.err()).isEmpty();
		});
		assertThat(command("status").exitCode()).isZero();
		assertThat(this.night.longhaul("history")).contains("small.bin");
	}

	@Test
	void a_schema_with_tables_of_others_is_left_alone() {
		postgres.server().sql("create table other (id int)");

		assertThat(command("run")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("tables of something else").contains("currentSchema");
		});
	}

	@Test
	void a_schema_that_is_not_there_is_said() {
		setting("url", postgres.server().url() + "?currentSchema=nowhere");

		assertThat(command("run")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("create schema");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "second", "third,public" })
	void two_schemas_are_two_repositories(String searchPath) {
		this.night.file("small.bin", 100, 5);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		postgres.server()
			.sql("create schema if not exists %s authorization carrier".formatted(searchPath.replaceAll(",.*", "")));
		setting("url", postgres.server().url() + "?currentSchema=" + searchPath);

		try (PostgresClaims other = PostgresClaims.open(access(), "run");
				PostgresClaims.Held held = other.take("definition vault").orElseThrow()) {
			assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		}
	}

	@Test
	void settings_that_cannot_be_right_are_wrong_usage() {
		setting("password-file", this.folder.resolve("missing").toString());
		assertThat(command("run")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(USAGE);
			assertThat(ended.err()).contains("password-file").contains("cannot be read");
		});
		setting("url", postgres.server().url() + "?password=secret");
		assertThat(command("status")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(USAGE);
			assertThat(ended.err()).contains("must hold no password").doesNotContain("secret");
		});
		setting("url", "jdbc:mysql://127.0.0.1/longhaul");
		assertThat(command("run").exitCode()).isEqualTo(USAGE);
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

	private void makeTables() {
		this.night.file("small.bin", 100, 6);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
	}

	private String doctor() {
		return command("doctor", "--offline").out();
	}

	private static PostgresAccess access() {
		return new PostgresAccess(postgres.server().url(), PostgresServer.USER, PostgresServer.PASSWORD);
	}

	private void setting(String name, String value) {
		this.settings.set("repository." + name, value);
	}

	private TypedCommand command(String... words) {
		return TypedCommand.in(this.folder, words);
	}

}
