package dev.longhaul.history;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.job.BatchTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The last run of each definition, in a table of its own: the mail that told of it may be
 * lost, and of files that were refused no upload tells.
 */
public record LastRuns(JdbcClient jdbc, TransactionOperations transactions, BegunRuns begun) {

	private static final Logger log = LoggerFactory.getLogger(LastRuns.class);

	/** Failures of a run that are noted; the others are counted. */
	private static final int NOTED = 20;

	/** Files that failed, of which it can be told whether they were delivered since. */
	private static final int KNOWN = 1000;

	/** Their failures go with them. */
	static final String FORGET = """
			delete from LAST_RUN where DEFINITION = ? and COMMAND = ?""";

	private static final String FORGET_ALL = """
			delete from LAST_RUN where DEFINITION = ? and COMMAND <> ?""";

	/** The columns of what a run did. */
	static final String TOLD = """
			BEGUN, ENDED, EXIT_CODE, DELIVERED, RESUMED, SKIPPED, KEY_EXISTS, SUPERSEDED, ABORTED, FAILED, STOPPED,
				UNSETTLED, LEFT_OUT, FAILED_HOOKS, BYTES_SENT, MORE_FAILURES, WITHOUT_FILES""";

	private static final String NOTE = """
			insert into LAST_RUN (DEFINITION, COMMAND, %s)
			values (:definition, :command, :begun, :ended, :exitCode, :delivered, :resumed, :skipped, :keyExists,
				:superseded, :aborted, :failed, :stopped, :unsettled, :leftOut, :failedHooks, :bytesSent, :more, :withoutFiles)"""
		.formatted(TOLD);

	private static final String NOTE_FAILURE = """
			insert into LAST_RUN_FAILURE (DEFINITION, COMMAND, PLACE, JOB_INSTANCE_ID, FILE, MESSAGE)
			values (?, ?, ?, ?, ?, ?)""";

	private static final String NOTE_FAILED = """
			insert into LAST_RUN_FAILED (DEFINITION, COMMAND, PLACE, JOB_INSTANCE_ID, FILE)
			values (?, ?, ?, ?, ?)""";

	/**
	 * Notes what a run did for its definitions. One that did not look at all files is
	 * noted beside the last one that did, for those it did something for. A run whose
	 * note fails is over all the same; a database that is away is waited for once.
	 */
	public void note(BegunRun begun, List<EndedRun> runs) {
		RunKind kind = begun.kind();
		List<EndedRun> noted = runs.stream()
			.filter((run) -> kind == RunKind.RUN || (kind.isRemembered() && !run.outcomes().isEmpty()))
			// in one order by all processes: one must not wait for another that waits for
			// it
			.sorted(Comparator.comparing((run) -> run.definition().name()))
			.toList();
		try {
			if (!noted.isEmpty() || BegunRuns.isNoted(begun)) {
				this.transactions.executeWithoutResult((status) -> {
					this.begun.end(begun);
					noted.forEach((run) -> replace(kind, run));
				});
			}
		}
		catch (RuntimeException ex) {
			log.warn("what this run did could not be noted, so status tells of an earlier one: {}", ex.getMessage(),
					ex);
		}
	}

	private void replace(RunKind kind, EndedRun run) {
		String definition = run.definition().name();
		if (kind == RunKind.RUN) {
			new FailedRun(this.jdbc, definition).keep(run.outcomes());
			this.jdbc.sql(FORGET_ALL).params(definition, FailedRun.COMMAND).update();
		}
		else {
			this.jdbc.sql(FORGET).params(definition, kind.command()).update();
		}
		List<UploadOutcome> untold = run.untold();
		this.jdbc.sql(NOTE).params(fields(kind, run, untold.size())).update();
		for (int place = 0; place < Math.min(NOTED, untold.size()); place++) {
			UploadOutcome failure = untold.get(place);
			this.jdbc.sql(NOTE_FAILURE)
				.params(definition, kind.command(), place, failure.upload(), failure.file().toString(),
						failure.message())
				.update();
		}
		List<UploadOutcome> failed = run.failed();
		for (int place = 0; place < Math.min(KNOWN, failed.size()); place++) {
			UploadOutcome failure = failed.get(place);
			this.jdbc.sql(NOTE_FAILED)
				.params(definition, kind.command(), place, failure.upload(), failure.file().toString())
				.update();
		}
	}

	private static Map<String, Object> fields(RunKind kind, EndedRun run, int untold) {
		Map<String, Object> fields = new HashMap<>();
		fields.put("delivered", run.count(Result.DELIVERED));
		fields.put("resumed", run.count(Result.RESUMED));
		fields.put("skipped", run.count(Result.SKIPPED, Result.TURNED_AWAY));
		fields.put("keyExists", run.count(Result.TURNED_AWAY));
		fields.put("superseded", run.count(Result.SUPERSEDED));
		fields.put("aborted", run.count(Result.ABORTED));
		fields.put("failed", run.count(Result.FAILED));
		fields.put("stopped", run.count(Result.STOPPED));
		fields.put("definition", run.definition().name());
		fields.put("command", kind.command());
		fields.put("begun", BatchTables.local(run.begun()));
		fields.put("ended", BatchTables.local(run.ended()));
		fields.put("exitCode", run.exitCode());
		fields.put("unsettled", run.unsettled());
		fields.put("leftOut", run.leftOut());
		fields.put("failedHooks", run.failedHooks());
		fields.put("bytesSent", run.bytesSent());
		fields.put("withoutFiles", run.withoutFiles() ? 1 : 0);
		fields.put("more", Math.max(0, untold - NOTED));
		return fields;
	}

}
