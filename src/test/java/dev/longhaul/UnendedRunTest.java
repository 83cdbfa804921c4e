package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.longhaul.history.BegunRun;
import dev.longhaul.history.BegunRuns;
import dev.longhaul.history.RunKind;
import dev.longhaul.repository.home.Home;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * At 07:00 status tells of a run that is under way, or that was killed.
 */
class UnendedRunTest {

	private static final int PERSON = 3;

	private static final String MOMENT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

	private final Path folder;

	private final Night night;

	private final PowerCut cut;

	UnendedRunTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.cut = PowerCut.of(folder);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void one_that_is_at_work_is_said_to_be_under_way() {
		this.night.file("a.bin", 100, 1);
		this.night.longhaul("run");
		this.night.file("b.bin", 100, 2);
		List<String> said = new CopyOnWriteArrayList<>();
		whenPut(() -> said.add(this.night.status()));

		this.night.longhaul("run");

		assertThat(said).singleElement()
			.asString()
			.containsPattern("\nlast run  vault  " + MOMENT + " to .*1 delivered.*\nrun under way  vault  since "
					+ MOMENT + " \\(\\d+ s\\)\n");
		assertThat(this.night.status()).containsOnlyOnce("run  vault").doesNotContain("under way  vault");
	}

	@Test
	void one_that_was_killed_stands_behind_the_one_before_and_its_failures() throws IOException {
		unusableKeys();
		Path nameless = this.night.file("nameless", 100, 1);
		this.night.longhaul(PERSON, "run");
		this.night.file("b.bin", 100, 2);
		whenPut(this.cut::happens);

		this.night.longhaul(PERSON, "run");

		assertThat(statusAfterCut()).containsPattern("\nrun before  vault  " + MOMENT + " to .*exit code 3  1 failed\n"
				+ "   FAILED  " + nameless + ".*\nlast run  vault  begun " + MOMENT
				+ " \\(\\d+ s ago\\)  did not come to "
				+ "its end: its process was killed, the machine stopped, or the repository was away; the next run goes "
				+ "on where it stopped\n");
		JsonNode unended = JsonMapper.builder()
			.build()
			.readTree(afterCut("status", "--json").lines().reduce((a, b) -> b).orElseThrow());
		assertThat(unended.get("event").asString()).isEqualTo("unended-run");
		assertThat(unended.get("state").asString()).isEqualTo("INTERRUPTED");
		assertThat(unended.get("definition").asString()).isEqualTo("vault");

		this.cut.longhaul("run");

		assertThat(statusAfterCut()).contains("last run  vault").doesNotContain("begun").doesNotContain("run before");
	}

	@Test
	void one_over_named_files_that_was_killed_does_not_hide_the_night() {
		Path file = this.night.file("a.bin", 100, 1);
		this.night.longhaul("run");
		whenPut(this.cut::happens);

		this.night.longhaul("run", "--again", "--file", file.toString());

		assertThat(statusAfterCut()).containsPattern("\nlast run  vault  " + MOMENT + " to .*1 delivered.*\n"
				+ "last run --file  vault  begun " + MOMENT + " .*did not come to its end");
		assertThat(this.night.status()).contains("last run  vault").contains("last run --file  vault");
	}

	@Test
	void a_rerun_that_is_under_way_or_was_killed_is_told_too() {
		this.night.file("a.bin", 100, 1);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(403, "AccessDenied"));
		this.night.longhaul(PERSON, "run");
		this.night.s3().faults().clear();
		List<String> said = new CopyOnWriteArrayList<>();
		whenPut(() -> {
			said.add(this.night.status());
			this.cut.happens();
		});

		this.night.longhaul("rerun");

		assertThat(said).singleElement()
			.asString()
			.containsPattern(
					"\nlast run  vault  .*1 failed.*\nrerun under way  vault  since " + MOMENT + " \\(\\d+ s\\)\n");
		assertThat(statusAfterCut()).containsPattern("\nlast run  vault  .*1 failed.*\nlast rerun  vault  begun "
				+ MOMENT + " \\(\\d+ s ago\\)  did not come to its end");
		assertThat(this.night.status()).doesNotContain("begun").contains("last rerun  vault");

		this.cut.longhaul("run");

		assertThat(statusAfterCut()).doesNotContain("rerun");
	}

	@Test
	void one_that_broke_off_says_why() {
		this.night.file("a.bin", 100, 1);
		BegunRun run = new BegunRun(RunKind.RUN, List.of("vault"), Instant.now());
		this.night.inSession(List.of("vault"), (session) -> {
			BegunRuns runs = session.engine().history().begunRuns();
			runs.begin(run);
			runs.breakOff(run, Instant.now(), "the heap is too small");
			return runs;
		});

		assertThat(this.night.status())
			.containsPattern("\nlast run  vault  begun " + MOMENT + " .* broken off: the heap is too small\n");

		this.night.longhaul("run");
		assertThat(this.night.status()).doesNotContain("broken off");
	}

	@Test
	void one_whose_beginning_cannot_be_noted_goes_on_all_the_same() throws SQLException {
		this.night.file("a.bin", 100, 1);
		this.night.longhaul("run");
		assertThat(this.night.rows("select * from BEGUN_RUN")).isEmpty();
		execute("drop table BEGUN_RUN");
		this.night.file("b.bin", 100, 2);

		try (Logged log = Logged.by(BegunRuns.class)) {
			assertThat(this.night.longhaul("run")).contains("longhaul: 1 delivered, 1 skipped");

			assertThat(log.messages()).singleElement()
				.asString()
				.startsWith(
						"the beginning of this run could not be noted, so status would not tell if it was killed: ");
		}
	}

	@Test
	void a_home_whose_tables_know_no_beginnings_is_read_and_gets_them_by_the_next_run() throws SQLException {
		this.night.file("a.bin", 100, 1);
		this.night.longhaul("run");
		execute("drop table BEGUN_RUN");
		execute("drop table BEGUN_REBUILD");
		execute("drop table LAST_RUN_FAILED");
		execute("alter table LAST_RUN drop column WITHOUT_FILES");
		execute("delete from \"flyway_schema_history\" where \"script\" like '%begun_r%.sql'");

		assertThat(this.night.status()).contains("last run  vault").contains("1 delivered");

		this.night.longhaul("run");
		assertThat(this.night.status()).contains("last run  vault").contains("1 skipped");
		assertThat(this.night.rows("select WITHOUT_FILES from LAST_RUN")).containsExactly("0");
	}

	@Test
	void a_prune_takes_those_that_are_as_old() {
		this.night.file("a.bin", 100, 1);
		whenPut(this.cut::happens);
		this.night.longhaul("run");
		assertThat(statusAfterCut()).contains("last run  vault  begun");

		afterCut("prune", "--older-than", "0d");

		assertThat(statusAfterCut()).doesNotContain("vault  begun");
	}

	@Test
	void a_prune_leaves_that_of_a_run_at_work() {
		this.night.file("a.bin", 100, 1);
		whenPut(() -> {
			this.night.longhaul("prune", "--older-than", "0d");
			this.cut.happens();
		});

		this.night.longhaul("run");

		assertThat(statusAfterCut()).contains("last run  vault  begun");
	}

	@Test
	void one_over_named_files_leaves_that_of_another_definition() throws IOException {
		Path file = this.night.file("a.bin", 100, 1);
		Files.createDirectory(this.folder.resolve("others"));
		Files.writeString(this.folder.resolve("other.yml"),
				Files.readString(this.folder.resolve("vault.yml")).replace("/files\"", "/others\""));
		this.night.inSession(List.of("vault"), (session) -> {
			BegunRuns runs = session.engine().history().begunRuns();
			runs.begin(new BegunRun(RunKind.RUN_OF_FILES, List.of("other", "vault"), Instant.now()));
			return runs;
		});

		this.night.longhaul("run", "--file", file.toString());

		assertThat(this.night.rows("select DEFINITION from BEGUN_RUN")).containsExactly("other");
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = new Home(this.folder.resolve("home")).access().connectOnce();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/** Of files whose names have no dot. */
	private void unusableKeys() throws IOException {
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("{path}", "{ext}"));
	}

	private void whenPut(Runnable action) {
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).once().then(action));
	}

	private String statusAfterCut() {
		return afterCut("status");
	}

	private String afterCut(String... words) {
		TypedCommand typed = this.cut.longhaul(words);
		assertThat(typed.exitCode()).as("%s", typed).isZero();
		return typed.out();
	}

}
