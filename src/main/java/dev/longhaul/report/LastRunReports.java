package dev.longhaul.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.longhaul.job.BatchTables;
import dev.longhaul.report.DeliveredSince.Failed;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what the last runs of the definitions did.
 */
public record LastRunReports(JdbcClient jdbc) {

	private static final String FAILING = """
			select DEFINITION, COMMAND, BEGUN, ENDED from LAST_RUN where FAILED > 0""";

	private static final String FAILURES = """
			select DEFINITION, COMMAND, FILE, JOB_INSTANCE_ID, MESSAGE from LAST_RUN_FAILURE order by PLACE""";

	/** One that is told of for its failures alone. */
	private static final String KEPT = "run that failed";

	/** By definition, those of one in the order in which they ended. */
	public List<LastRun> all() {
		LastRunTables tables = new LastRunTables(this.jdbc);
		if (!tables.areThere()) {
			return List.of();
		}
		boolean current = tables.areCurrent();
		Map<Key, List<Failed>> delivered = current ? deliveredSince() : Map.of();
		Map<Key, List<LastRun.Failure>> failures = failures(delivered);
		return this.jdbc
			.sql("select r.*%s from LAST_RUN r order by DEFINITION, ENDED"
				.formatted(current ? "" : ", 0 WITHOUT_FILES"))
			.query((row, number) -> run(row, delivered.getOrDefault(Key.of(row), List.of()).size(),
					failures.getOrDefault(Key.of(row), List.of())))
			.list()
			.stream()
			.filter((run) -> !run.command().equals(KEPT) || !run.isCured())
			.toList();
	}

	private Map<Key, List<Failed>> deliveredSince() {
		Map<Key, Times> failing = new HashMap<>();
		this.jdbc.sql(FAILING).query((row) -> {
			failing.put(Key.of(row), new Times(moment(row, "BEGUN"), moment(row, "ENDED")));
		});
		Map<Key, List<Failed>> delivered = new HashMap<>();
		DeliveredSince since = new DeliveredSince(this.jdbc);
		failing.forEach((run, times) -> delivered.put(run,
				since.failures(run.definition(), run.command(), times.begun(), times.ended())));
		return delivered;
	}

	private Map<Key, List<LastRun.Failure>> failures(Map<Key, List<Failed>> delivered) {
		Map<Key, Set<Failed>> cured = new HashMap<>();
		delivered.forEach((run, failures) -> cured.put(run, new HashSet<>(failures)));
		Map<Key, List<LastRun.Failure>> failures = new HashMap<>();
		this.jdbc.sql(FAILURES).query((row) -> {
			Key run = Key.of(row);
			Failed failed = Failed.of(row);
			failures.computeIfAbsent(run, (key) -> new ArrayList<>())
				.add(new LastRun.Failure(failed.file(), failed.upload(), row.getString("MESSAGE"),
						cured.getOrDefault(run, Set.of()).contains(failed)));
		});
		return failures;
	}

	private static LastRun run(ResultSet row, int deliveredSince, List<LastRun.Failure> failures) throws SQLException {
		List<String> withoutFiles = (row.getInt("WITHOUT_FILES") > 0) ? List.of(row.getString("DEFINITION"))
				: List.of();
		return new LastRun(row.getString("DEFINITION"), row.getString("COMMAND"), moment(row, "BEGUN"),
				moment(row, "ENDED"), row.getInt("EXIT_CODE"), row.getInt("DELIVERED"), row.getInt("RESUMED"),
				row.getInt("SKIPPED"), row.getInt("KEY_EXISTS"), row.getInt("SUPERSEDED"), row.getInt("ABORTED"),
				row.getInt("FAILED"), row.getInt("STOPPED"), row.getInt("UNSETTLED"), row.getInt("LEFT_OUT"),
				withoutFiles, row.getInt("FAILED_HOOKS"), row.getLong("BYTES_SENT"), deliveredSince, failures,
				row.getInt("MORE_FAILURES"));
	}

	private static Instant moment(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(BatchTables.instant(row, column));
	}

	private record Times(Instant begun, Instant ended) {

	}

	private record Key(String definition, String command) {

		static Key of(ResultSet row) throws SQLException {
			return new Key(row.getString("DEFINITION"), row.getString("COMMAND"));
		}

	}

}
