package dev.longhaul.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

import dev.longhaul.job.BatchTables;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.report.UnendedRun.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads which runs have begun and have not come to their end.
 *
 * @param claimed whether a process may be working on what has this claim, and began then
 */
public record UnendedRunReports(JdbcClient jdbc, BiPredicate<String, Instant> claimed) {

	/**
	 * By definition, the newest first: of those with one claim it is at most that one's.
	 */
	private static final String NEWEST_FIRST = "select * from BEGUN_RUN order by DEFINITION, BEGUN desc";

	/** By definition. */
	public List<UnendedRun> all() {
		if (!new LastRunTables(this.jdbc).areCurrent()) {
			return List.of();
		}
		Set<String> met = new HashSet<>();
		return this.jdbc.sql(NEWEST_FIRST).query((row, number) -> run(row, met)).list();
	}

	private UnendedRun run(ResultSet row, Set<String> met) throws SQLException {
		String definition = row.getString("DEFINITION");
		String command = row.getString("COMMAND");
		String claim = command.equals("rerun") ? UploadIdentity.claimOfRerun(definition)
				: UploadIdentity.claimOf(definition);
		boolean newest = met.add(claim);
		Instant begun = Objects.requireNonNull(BatchTables.instant(row, "BEGUN"));
		Instant ended = BatchTables.instant(row, "ENDED");
		return new UnendedRun(definition, command, state(newest ? claim : null, begun, ended), begun, ended,
				row.getString("MESSAGE"));
	}

	private State state(@Nullable String claim, Instant begun, @Nullable Instant ended) {
		if (ended != null) {
			return State.BROKEN_OFF;
		}
		return (claim != null && this.claimed.test(claim, begun)) ? State.RUNNING : State.INTERRUPTED;
	}

}
