package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

import dev.longhaul.history.LastRuns;
import dev.longhaul.repository.home.Home;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * At 07:00 status tells what the night was, also when the mail is lost.
 */
class LastRunTest {

	private static final int PERSON = 3;

	private static final String MOMENT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

	private final Path folder;

	private final Night night;

	LastRunTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void status_tells_what_the_last_run_did() {
		this.night.file("a.bin", 100, 1);
		this.night.file("b.bin", 100, 2);
		this.night.longhaul("run");
		assertThat(lastRuns()).singleElement().asString().contains("exit code 0  2 delivered, 200 bytes sent in ");

		this.night.longhaul("run");

		assertThat(this.night.status().lines()).hasSize(2)
			.startsWith("nothing is under way or unfinished")
			.element(1)
			.asString()
			.matches("last run  vault  " + MOMENT + " to " + MOMENT + " \\(\\d+ s ago\\)  exit code 0  2 skipped");
	}

	@Test
	void status_tells_of_files_that_were_refused_before_an_upload_began() throws IOException {
		this.night.define("", "settle: 1h");
		this.night.file("young.bin", 100, 1);
		this.night.longhaul(PERSON, "run", "--file", this.folder.resolve("files/none.bin").toString());
		assertThat(lastRuns()).singleElement().asString().contains("last run --file  vault").contains("1 failed");
		unusableKeys();
		Path nameless = this.night.file("nameless", 100, 2);
		Files.setLastModifiedTime(nameless, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));

		this.night.longhaul(PERSON, "run");

		assertThat(lastRuns()).singleElement()
			.asString()
			.startsWith("last run  vault")
			.contains("exit code 3  1 failed, 1 not settled yet (left for the next run)");
		assertThat(this.night.status()).contains("\n   FAILED  " + nameless + ": nameless would get the key");
	}

	@Test
	void of_many_refused_files_the_first_are_told_and_the_others_counted() throws IOException {
		unusableKeys();
		for (int i = 0; i < 23; i++) {
			this.night.file("f%02d".formatted(i), 1, i);
		}

		this.night.longhaul(PERSON, "run");

		assertThat(this.night.status().lines().filter((line) -> line.startsWith("   FAILED  "))).hasSize(21)
			.endsWith("   FAILED  … and 3 more files");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			skip | 0 | exit code 0  1 not sent: its key exists
			fail | 3 | a.bin exists already
			""")
	void a_file_whose_key_exists_is_told_of(String ifExists, int exitCode, String told) {
		this.night.defineDestination("if-exists: " + ifExists);
		Path file = this.night.file("a.bin", 100, 1);
		Stranger.puts(this.night.s3(), Night.BUCKET, "a.bin");

		this.night.longhaul(exitCode, "run");

		assertThat(this.night.status()).contains(told.replace("{file}", file.toString()));
	}

	@Test
	void a_failure_that_an_unfinished_upload_tells_of_is_told_once() {
		this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));

		this.night.longhaul(PERSON, "run");

		assertThat(this.night.status().lines().filter((line) -> line.contains("AccessDenied"))).hasSize(1);
		assertThat(lastRuns()).singleElement().asString().contains("exit code 3  1 failed");
	}

	@Test
	void a_failure_that_kept_an_unfinished_upload_from_being_taken_up_is_told() {
		Path file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		this.night.longhaul(PERSON, "run");
		this.night.s3().faults().clear();
		this.night.defineDestination("if-exists: fail");
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(403, "NotByATrial"));

		this.night.longhaul(PERSON, "run");

		assertThat(this.night.status()).contains("UploadPart 3 of big.bin")
			.containsPattern("\n   FAILED  " + file + ".*NotByATrial");
	}

	@Test
	void a_failure_of_an_upload_that_is_kept_though_nothing_can_finish_it_is_told_once() throws IOException {
		this.night.define("on-failure: keep");
		Path file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		this.night.longhaul(PERSON, "run");
		Files.delete(file);

		this.night.longhaul(PERSON, "run");

		assertThat(this.night.status()).containsOnlyOnce(file + " is not there any more").doesNotContain("   FAILED  ");
	}

	@Test
	void a_failure_whose_upload_was_aborted_is_told() {
		this.night.define("on-failure: abort");
		this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));

		this.night.longhaul(PERSON, "run");

		assertThat(this.night.status()).startsWith("nothing is under way or unfinished")
			.containsPattern("   FAILED  .*big.bin.*AccessDenied.*its upload was aborted");
	}

	@Test
	void a_rerun_stands_beside_the_run_whose_files_it_did_not_look_at() {
		this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		this.night.longhaul(PERSON, "run");
		this.night.s3().faults().clear();

		this.night.longhaul("rerun");
		this.night.longhaul("rerun"); // nothing is left to go on with

		assertThat(lastRuns()).hasSize(2);
		assertThat(lastRuns()[0]).startsWith("last run  vault").contains("exit code 3  1 failed");
		assertThat(lastRuns()[1]).startsWith("last rerun  vault").contains("exit code 0  1 resumed");

		this.night.longhaul("run");

		assertThat(lastRuns()).singleElement().asString().contains("last run  vault").contains("1 skipped");
	}

	@Test
	void each_definition_has_its_own_counts_and_exit_code() throws IOException {
		unusableKeys();
		this.night.file("a", 1, 1);
		Files.writeString(this.folder.resolve("other.yml"), """
				source: {directory: "%s"}
				destination: {bucket: vault, endpoint: "%s", store: generic}
				""".formatted(Files.createDirectory(this.folder.resolve("empty")), this.night.s3().endpoint()));

		this.night.longhaul(PERSON, "run");

		assertThat(lastRuns()).hasSize(2);
		assertThat(lastRuns()[0]).startsWith("last run  other").contains("exit code 0  no files found");
		assertThat(lastRuns()[1]).startsWith("last run  vault").contains("exit code 3  1 failed");
	}

	@Test
	void programs_get_an_object_of_its_own() throws IOException {
		unusableKeys();
		Path file = this.night.file("a", 1, 1);
		this.night.longhaul(PERSON, "run");

		JsonNode run = JsonMapper.builder().build().readTree(this.night.longhaul("status", "--json"));

		assertThat(run.get("event").asString()).isEqualTo("last-run");
		assertThat(run.get("definition").asString()).isEqualTo("vault");
		assertThat(run.get("command").asString()).isEqualTo("run");
		assertThat(run.get("exitCode").asInt()).isEqualTo(PERSON);
		assertThat(run.get("failed").asInt()).isEqualTo(1);
		assertThat(run.get("unsettled").asInt()).isZero();
		assertThat(run.get("failures").get(0).get("file").asString()).isEqualTo(file.toString());
		assertThat(run.get("failures").get(0).get("upload").asInt()).isZero();
		assertThat(run.get("moreFailures").asInt()).isZero();
	}

	@Test
	void a_home_without_the_tables_is_read_and_gets_them_by_the_next_run() throws SQLException {
		this.night.file("a.bin", 1, 1);
		this.night.longhaul("run");
		dropTables();
		asOfAnEarlierBuild();

		assertThat(this.night.status()).isEqualTo("nothing is under way or unfinished\n");

		this.night.longhaul("run");
		assertThat(lastRuns()).hasSize(1);
	}

	@Test
	void a_run_that_cannot_be_noted_is_over_all_the_same() throws SQLException {
		this.night.file("a.bin", 1, 1);
		this.night.longhaul("run");
		dropTables();
		this.night.file("b.bin", 1, 2);

		try (Logged log = Logged.by(LastRuns.class)) {
			assertThat(this.night.longhaul("run")).contains("longhaul: 1 delivered, 1 skipped");

			assertThat(log.messages()).singleElement()
				.asString()
				.startsWith("what this run did could not be noted, so status tells of an earlier one: ");
		}
	}

	@Test
	void prune_takes_those_that_are_as_old() {
		this.night.file("a.bin", 1, 1);
		this.night.longhaul("run");
		this.night.longhaul("prune", "--older-than", "1h");
		assertThat(lastRuns()).hasSize(1);

		this.night.longhaul("prune", "--older-than", "0d");

		assertThat(this.night.status()).isEqualTo("nothing is under way or unfinished\n");
	}

	/** Of files whose names have no dot. */
	private void unusableKeys() throws IOException {
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("{path}", "{ext}"));
	}

	private void dropTables() throws SQLException {
		execute("drop table LAST_RUN_FAILED");
		execute("drop table LAST_RUN_FAILURE");
		execute("drop table LAST_RUN");
	}

	private void asOfAnEarlierBuild() throws SQLException {
		execute("delete from \"flyway_schema_history\" where \"script\" like '%_runs.sql' or \"script\" like '%_rebuilds.sql'");
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = new Home(this.folder.resolve("home")).access().connectOnce();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private String[] lastRuns() {
		return this.night.status().lines().filter((line) -> line.startsWith("last ")).toArray(String[]::new);
	}

}
