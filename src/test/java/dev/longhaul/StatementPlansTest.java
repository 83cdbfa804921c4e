package dev.longhaul;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import dev.longhaul.repository.home.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * HSQLDB plans a statement when it is first asked, and keeps the plan: on the first night
 * over empty tables, where reading all of one looks as good as an index.
 */
class StatementPlansTest {

	@TempDir
	Path folder;

	@Test
	void what_is_asked_for_each_file_reads_no_table_whole_on_the_first_night() throws SQLException {
		Set<String> asked = AskedStatements.during(() -> night("first", 100, 2 * Night.PART));
		night("empty");

		assertThat(asked).anyMatch((statement) -> statement.contains("DELIVERED_FILE"))
			.anyMatch((statement) -> statement.contains("d.PARAMETER_VALUE <> ?"))
			.anyMatch((statement) -> statement.contains("EARLIER_OBJECT"));
		assertNoTableIsReadWhole(asked);
	}

	@Test
	void what_a_prune_asks_for_some_hundreds_of_uploads_reads_no_table_whole() throws SQLException {
		night("first", 100, 200);
		Path first = this.folder.resolve("first");
		Set<String> asked = new HashSet<>(AskedStatements.during(Thread.currentThread().getName(),
				() -> TypedCommand.in(first, "prune", "--older-than", "0s")));
		// once a prune; the last runs are as many as the definitions
		asked.removeIf((statement) -> statement.contains("count(*)") || statement.contains("LAST_RUN")
				|| statement.contains("BEGUN_RUN"));
		night("empty");

		assertThat(asked).anyMatch((statement) -> statement.startsWith("delete from BATCH_STEP_EXECUTION_CONTEXT"))
			.anyMatch((statement) -> statement.startsWith("select JOB_KEY"));
		assertNoTableIsReadWhole(asked);
	}

	@Test
	void what_is_asked_for_each_upload_that_fails_does_not_walk_through_the_ranges_of_all() throws SQLException {
		Set<String> asked = AskedStatements.during(() -> {
			try (Night night = Night.in(this.folder.resolve("failing"))) {
				night.file("large", 4 * Night.PART, 1);
				night.leaveUnfinished();
			}
		});
		night("empty");

		assertThat(asked).anyMatch((statement) -> statement.contains("LAST_PART"));
		inEmptyRepository((repository) -> assertThat(asked).filteredOn((statement) -> statement.contains("LAST_PART"))
			.allSatisfy((statement) -> assertThat(plan(repository, statement))
				.doesNotContain("index=BATCH_STEP_EXECUTION_NAME")));
	}

	private void assertNoTableIsReadWhole(Set<String> asked) throws SQLException {
		inEmptyRepository(
				(repository) -> assertThat(asked).allSatisfy((statement) -> assertThat(plan(repository, statement))
					// all that were delivered have one status
					.doesNotContain("index=BATCH_JOB_EXECUTION_STATUS")
					.doesNotContainPattern(
							"table=(?!SYSTEM_SUBQUERY)\\S+\\s+(alias=\\S+\\s+)?cardinality=\\d+\\s+access=FULL SCAN")));
	}

	private void inEmptyRepository(Consumer<JdbcTemplate> work) throws SQLException {
		Home home = new Home(this.folder.resolve("empty/home"));
		try (Connection connection = home.access().connectOnce()) {
			work.accept(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
		}
	}

	private void night(String name, int... files) {
		try (Night night = Night.in(this.folder.resolve(name))) {
			for (int bytes : files) {
				night.file("of-" + bytes, bytes, bytes);
			}
			night.define("on-success: delete");
			night.run();
		}
	}

	private static String plan(JdbcTemplate repository, String statement) {
		return String.join("\n", repository.queryForList("explain plan for " + statement, String.class));
	}

}
