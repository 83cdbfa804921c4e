package dev.longhaul;

import java.nio.file.Path;

import dev.longhaul.repository.SharedClaims.Claimed;
import dev.longhaul.repository.postgres.PostgresAccess;
import dev.longhaul.repository.postgres.PostgresClaims;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With a repository in PostgreSQL the claim of its definition tells whether a run lives,
 * on whatever machine.
 */
class UnendedRunElsewhereTest {

	private static final int PERSON = 3;

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final Settings settings = new Settings();

	private final Night night;

	UnendedRunElsewhereTest(@TempDir Path folder) {
		this.night = Night.in(folder);
	}

	@BeforeEach
	void begin() {
		this.settings.use(postgres.settings());
		this.night.file("a.bin", 100, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void it_is_under_way_as_long_as_its_definition_is_claimed() {
		this.night.longhaul("run");
		insert("run", "2026-01-02 01:15:00");

		try (PostgresClaims other = PostgresClaims.open(access(), "run");
				Claimed held = other.take("definition vault").orElseThrow()) {
			assertThat(this.night.status()).contains("run under way  vault  since 2026-01-02T01:15:00Z (");
		}

		assertThat(this.night.status()).contains("last run  vault  begun 2026-01-02T01:15:00Z (")
			.contains("run before  vault  ");
	}

	@Test
	void it_was_killed_where_a_later_one_has_the_claim() {
		this.night.longhaul("run");
		insert("run", "2026-01-02 01:15:00");
		insert("run --file", "2026-01-02 07:00:00");

		try (PostgresClaims other = PostgresClaims.open(access(), "run");
				Claimed held = other.take("definition vault").orElseThrow()) {
			assertThat(this.night.status()).contains("last run  vault  begun 2026-01-02T01:15:00Z (")
				.contains("run --file under way  vault  since 2026-01-02T07:00:00Z (");
		}
	}

	@Test
	void a_rerun_is_under_way_as_long_as_it_has_a_claim_of_its_own() {
		this.night.longhaul("run");
		insert("rerun", "2026-01-02 07:00:00");

		try (PostgresClaims other = PostgresClaims.open(access(), "rerun");
				Claimed held = other.take("rerun vault").orElseThrow()) {
			assertThat(this.night.status()).contains("rerun under way  vault  since 2026-01-02T07:00:00Z (");
		}

		assertThat(this.night.status()).contains("last rerun  vault  begun 2026-01-02T07:00:00Z (");
	}

	@Test
	void what_failed_in_it_is_told_of_beside_a_run_that_knows_nothing_of_that() {
		this.night.define("hooks: {after-run: [/bin/false]}\n");
		this.night.longhaul(PERSON, "run");

		this.night.longhaul("run");

		assertThat(this.night.status()).contains("last run that failed  vault  ").contains("last run  vault  ");
	}

	@Test
	void its_end_takes_its_beginning_away_and_says_what_was_cured() {
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(403, "AccessDenied"));
		this.night.longhaul(PERSON, "run");
		this.night.s3().faults().clear();

		this.night.longhaul("rerun");

		assertThat(this.night.status()).contains("last run  vault  ")
			.contains("1 failed (1 delivered since)")
			.doesNotContain("begun");
	}

	private static void insert(String command, String begun) {
		postgres.server()
			.sql("insert into begun_run (definition, command, begun) values ('vault', '%s', timestamp '%s')"
				.formatted(command, begun));
	}

	private static PostgresAccess access() {
		return new PostgresAccess(postgres.server().url(), PostgresServer.USER, PostgresServer.PASSWORD);
	}

}
