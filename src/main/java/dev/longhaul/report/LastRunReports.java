package dev.longhaul.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.longhaul.job.BatchTables;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what the last runs of the definitions did.
 */
public record LastRunReports(JdbcClient jdbc) {

	/**
	 * A home of an earlier build is read before the first run changes its tables over.
	 */
	private static final String ARE_THERE = """
			select count(*) from INFORMATION_SCHEMA.TABLES where upper(TABLE_NAME) = 'LAST_RUN_FAILURE'
				and upper(TABLE_SCHEMA) = upper(current_schema)""";

	private static final String FAILURES = """
			select DEFINITION, COMMAND, FILE, JOB_INSTANCE_ID, MESSAGE from LAST_RUN_FAILURE order by PLACE""";

	/** By definition, those of one in the order in which they ended. */
	public List<LastRun> all() {
		if (this.jdbc.sql(ARE_THERE).query(Integer.class).single() == 0) {
			return List.of();
		}
		Map<Key, List<LastRun.Failure>> failures = failures();
		return this.jdbc.sql("select * from LAST_RUN order by DEFINITION, ENDED")
			.query((row, number) -> run(row, failures.getOrDefault(Key.of(row), List.of())))
			.list();
	}

	private Map<Key, List<LastRun.Failure>> failures() {
		Map<Key, List<LastRun.Failure>> failures = new HashMap<>();
		this.jdbc.sql(FAILURES).query((row) -> {
			failures.computeIfAbsent(Key.of(row), (key) -> new ArrayList<>())
				.add(new LastRun.Failure(row.getString("FILE"), row.getLong("JOB_INSTANCE_ID"),
						row.getString("MESSAGE")));
		});
		return failures;
	}

	private static LastRun run(ResultSet row, List<LastRun.Failure> failures) throws SQLException {
		return new LastRun(row.getString("DEFINITION"), row.getString("COMMAND"), moment(row, "BEGUN"),
				moment(row, "ENDED"), row.getInt("EXIT_CODE"), row.getInt("DELIVERED"), row.getInt("RESUMED"),
				row.getInt("SKIPPED"), row.getInt("KEY_EXISTS"), row.getInt("SUPERSEDED"), row.getInt("ABORTED"),
				row.getInt("FAILED"), row.getInt("STOPPED"), row.getInt("UNSETTLED"), row.getInt("LEFT_OUT"),
				row.getInt("FAILED_HOOKS"), row.getLong("BYTES_SENT"), failures, row.getInt("MORE_FAILURES"));
	}

	private static Instant moment(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(BatchTables.instant(row, column));
	}

	private record Key(String definition, String command) {

		static Key of(ResultSet row) throws SQLException {
			return new Key(row.getString("DEFINITION"), row.getString("COMMAND"));
		}

	}

}
