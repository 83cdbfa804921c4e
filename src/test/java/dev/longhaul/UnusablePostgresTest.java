package dev.longhaul;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeLock;
import dev.longhaul.stub.FreshPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of a repository in PostgreSQL that cannot be used, or only looked at.
 */
class UnusablePostgresTest {

	private static final int UNFINISHED = 1;

	private static final int USAGE = 2;

	private static final int PERSON = 3;

	private static final int BUSY = 75;

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final Settings settings = new Settings();

	private final Path folder;

	private final Night night;

	private final PostgresNight repository;

	UnusablePostgresTest(@TempDir Path folder) {
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
	void a_wrong_password_is_for_a_person_and_is_not_shown() {
		this.repository.setting("password", "guessed");

		assertThat(this.repository.command("status")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("cannot be opened by user carrier").doesNotContain("guessed");
		});
		assertThat(this.repository.command("run").exitCode()).isEqualTo(PERSON);
		assertThat(this.repository.doctor()).contains("cannot be opened by user carrier");
	}

	@Test
	void a_database_that_is_not_there_is_for_a_person() {
		this.repository.setting("url", postgres.server().url() + "2");

		assertThat(this.repository.command("run")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("\"longhaul2\" does not exist");
		});
	}

	@Test
	void a_server_that_does_not_answer_may_do_so_later() {
		this.repository.setting("url", "jdbc:postgresql://127.0.0.1:1/longhaul");

		assertThat(this.repository.command("run")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(UNFINISHED);
			assertThat(ended.err()).contains("does not answer").contains("run again");
		});
		for (String name : List.of("status", "history")) {
			assertThat(this.repository.command(name)).satisfies((ended) -> {
				assertThat(ended.exitCode()).isEqualTo(UNFINISHED);
				assertThat(ended.err()).contains("does not answer")
					.contains("; try again when it is there again")
					.as("what is only true of runs")
					.doesNotContain("begun");
			});
		}
	}

	@Test
	void tables_of_a_newer_version_are_refused() {
		this.repository.makeTables();
		postgres.server()
			.sql("insert into flyway_schema_history values "
					+ "(99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'carrier', current_timestamp, 1, true)");

		for (String name : List.of("run", "worker")) {
			assertThat(this.repository.command(name)).satisfies((ended) -> {
				assertThat(ended.exitCode()).isEqualTo(PERSON);
				assertThat(ended.err()).contains("written by a newer Longhaul");
			});
		}
		assertThat(this.repository.doctor()).contains("written by a newer Longhaul");
	}

	@Test
	void tables_of_a_newer_or_an_older_version_can_be_looked_at() {
		this.repository.makeTables();
		postgres.server()
			.sql("insert into flyway_schema_history values "
					+ "(99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'carrier', current_timestamp, 1, true)");
		assertLooked();

		postgres.server()
			.sql("drop table node, range_channel_message, earlier_object, last_run_failed, last_run_failure, last_run, begun_run, begun_rebuild");
		postgres.server().sql("drop sequence range_message_seq");
		postgres.server().sql("delete from flyway_schema_history where cast(version as int) > 3");
		assertLooked();
		assertThat(this.night.runOne().result()).as("tables that are made up to date").isEqualTo(Result.SKIPPED);
		assertLooked();
	}

	private void assertLooked() {
		assertThat(this.repository.command("nodes")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isZero();
			assertThat(ended.err()).isEmpty();
		});
		assertThat(this.repository.command("status").exitCode()).isZero();
		assertThat(this.night.longhaul("history")).contains("small.bin");
	}

	@Test
	void a_schema_with_tables_of_others_is_left_alone() {
		postgres.server().sql("create table other (id int)");

		assertThat(this.repository.command("run")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("tables of something else").contains("currentSchema");
		});
	}

	@Test
	void a_schema_that_is_not_there_is_said() {
		this.repository.setting("url", postgres.server().url() + "?currentSchema=nowhere");

		assertThat(this.repository.command("run")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("create schema");
		});
	}

	@Test
	void a_schema_that_the_user_may_not_use_is_said() {
		postgres.server().sql("create schema if not exists others");
		this.repository.setting("url", postgres.server().url() + "?currentSchema=others");

		assertThat(this.repository.command("run")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("does not exist, or user carrier may not use it").contains("grant usage");
		});
	}

	@Test
	void a_host_that_nobody_knows_is_named_as_that() {
		this.repository.setting("url", "jdbc:postgresql://nowhere.invalid/longhaul");

		assertThat(this.repository.command("run")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(UNFINISHED);
			assertThat(ended.err())
				.contains("does not answer (The connection attempt failed: unknown host nowhere.invalid");
		});
	}

	@Test
	void a_second_worker_of_one_name_is_told_to_take_another() {
		Home home = new Home(this.folder.resolve("home/worker-mars"));
		try (HomeLock first = HomeLock.takeFolder(home, Claim.atOnce("worker"), Clock.systemUTC())) {
			assertThat(this.repository.command("worker", "--name", "mars")).satisfies((ended) -> {
				assertThat(ended.exitCode()).isEqualTo(BUSY);
				assertThat(ended.err()).contains("another worker holds " + home.folder())
					.contains("two on one machine need two names: --name")
					.doesNotContain("another run");
			});
		}
	}

	@Test
	void settings_that_cannot_be_right_are_wrong_usage() {
		this.repository.setting("password-file", this.folder.resolve("missing").toString());
		assertThat(this.repository.command("run")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(USAGE);
			assertThat(ended.err()).contains("password-file").contains("cannot be read (there is no such file)");
		});
		this.repository.setting("url", postgres.server().url() + "?password=secret");
		assertThat(this.repository.command("status")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(USAGE);
			assertThat(ended.err()).contains("must hold no password").doesNotContain("secret");
		});
		this.repository.setting("url", "jdbc:mysql://127.0.0.1/longhaul");
		assertThat(this.repository.command("run").exitCode()).isEqualTo(USAGE);
	}

}
