package dev.longhaul.history;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The last run of a definition with failures of which the runs behind it tell nothing:
 * what failed at 01:15 may be gone by 06:30, and the run of that time ends well.
 */
record FailedRun(JdbcClient jdbc, String definition) {

	/** As the repository and reports have it, beside the commands of the other runs. */
	static final String COMMAND = "run that failed";

	private static final String FAILED = """
			select FILE from LAST_RUN_FAILED where DEFINITION = ? and COMMAND = ?""";

	private static final String FAILED_HOOKS = """
			select count(*) from LAST_RUN where DEFINITION = ? and COMMAND = ? and FAILED_HOOKS > 0""";

	/** Its failures follow it: they name the row that they belong to. */
	private static final List<String> KEEP = List.of("""
			insert into LAST_RUN (DEFINITION, COMMAND, %1$s) select DEFINITION, :kept, %1$s
			from LAST_RUN where DEFINITION = :definition and COMMAND = :command""".formatted(LastRuns.TOLD), """
			insert into LAST_RUN_FAILURE (DEFINITION, COMMAND, PLACE, JOB_INSTANCE_ID, FILE, MESSAGE)
			select DEFINITION, :kept, PLACE, JOB_INSTANCE_ID, FILE, MESSAGE
			from LAST_RUN_FAILURE where DEFINITION = :definition and COMMAND = :command""", """
			insert into LAST_RUN_FAILED (DEFINITION, COMMAND, PLACE, JOB_INSTANCE_ID, FILE)
			select DEFINITION, :kept, PLACE, JOB_INSTANCE_ID, FILE
			from LAST_RUN_FAILED where DEFINITION = :definition and COMMAND = :command""");

	/**
	 * Keeps the last run under its own name if it has to be told of beside the one that
	 * is about to take its place, and forgets an earlier one that need not be any more.
	 * @param outcomes of the run that takes it
	 */
	void keep(List<UploadOutcome> outcomes) {
		boolean untold = isUntold(RunKind.RUN.command(), outcomes);
		if (untold || !isUntold(COMMAND, outcomes)) {
			this.jdbc.sql(LastRuns.FORGET).params(this.definition, COMMAND).update();
		}
		if (untold) {
			KEEP.forEach((sql) -> this.jdbc.sql(sql)
				.param("kept", COMMAND)
				.param("definition", this.definition)
				.param("command", RunKind.RUN.command())
				.update());
		}
	}

	private boolean isUntold(String command, List<UploadOutcome> outcomes) {
		List<String> failed = of(command, FAILED, String.class);
		return of(command, FAILED_HOOKS, Long.class).get(0) > 0
				|| (!failed.isEmpty() && !told(outcomes).containsAll(failed));
	}

	/** Files, and the folders above them, one of which could perhaps not be read. */
	private static Set<String> told(List<UploadOutcome> outcomes) {
		Set<String> told = new HashSet<>();
		for (UploadOutcome outcome : outcomes) {
			Path path = outcome.file();
			while (path != null && told.add(path.toString())) {
				path = path.getParent();
			}
		}
		return told;
	}

	private <T> List<T> of(String command, String sql, Class<T> type) {
		return this.jdbc.sql(sql).params(this.definition, command).query(type).list();
	}

}
