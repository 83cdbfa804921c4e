package dev.longhaul.history;

import java.time.Instant;
import java.util.List;

import dev.longhaul.job.BatchTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The runs that have not come to their end, in a table of their own: what the last one
 * that did has told stays beside them. Only claimed definitions are noted, so what is
 * found of an earlier run is that of a killed one.
 */
public record BegunRuns(JdbcClient jdbc, TransactionOperations transactions) {

	private static final Logger log = LoggerFactory.getLogger(BegunRuns.class);

	private static final String FORGET = """
			delete from BEGUN_RUN where DEFINITION in (:definitions)""";

	private static final String NOTE = """
			insert into BEGUN_RUN (DEFINITION, COMMAND, BEGUN) values (?, ?, ?)""";

	private static final String BREAK_OFF = """
			update BEGUN_RUN set ENDED = :ended, MESSAGE = :why
			where DEFINITION in (:definitions) and COMMAND = :command and BEGUN = :begun""";

	/**
	 * Notes that a run begins, by one commit. A run whose note fails goes on all the
	 * same.
	 */
	public void begin(BegunRun run) {
		if (isNoted(run)) {
			carryOut("the beginning of this run could not be noted, so status would not tell if it was killed: {}",
					() -> this.transactions.executeWithoutResult((status) -> {
						end(run);
						run.definitions()
							.stream()
							.sorted()
							.forEach((definition) -> this.jdbc.sql(NOTE)
								.params(definition, run.kind().command(), BatchTables.local(run.at()))
								.update());
					}));
		}
	}

	/** Notes why a run has ended without a word on its files. */
	public void breakOff(BegunRun run, Instant ended, String why) {
		if (isNoted(run)) {
			carryOut("that this run broke off could not be noted: {}",
					() -> this.jdbc.sql(BREAK_OFF)
						.param("ended", BatchTables.local(ended))
						.param("why", why)
						.param("definitions", run.definitions())
						.param("command", run.kind().command())
						.param("begun", BatchTables.local(run.at()))
						.update());
		}
	}

	/**
	 * Forgets that it began, within the transaction of the caller. A run over all files
	 * takes up what any earlier one has left.
	 */
	void end(BegunRun run) {
		if (!isNoted(run)) {
			return;
		}
		if (run.kind() == RunKind.RUN) {
			this.jdbc.sql(FORGET).param("definitions", run.definitions()).update();
		}
		else {
			this.jdbc.sql(FORGET + " and COMMAND = :command")
				.param("definitions", run.definitions())
				.param("command", run.kind().command())
				.update();
		}
	}

	/** The definitions of those that began before then. */
	public List<String> before(Instant then) {
		return this.jdbc.sql("select distinct DEFINITION from BEGUN_RUN where BEGUN < ? order by DEFINITION")
			.param(BatchTables.local(then))
			.query(String.class)
			.list();
	}

	/** Forgets those of a definition, which is claimed: none of them is at work. */
	public void forget(String definition) {
		this.jdbc.sql(FORGET).param("definitions", List.of(definition)).update();
	}

	static boolean isNoted(BegunRun run) {
		return run.kind().isRemembered() && !run.definitions().isEmpty();
	}

	private static void carryOut(String otherwise, Runnable note) {
		try {
			note.run();
		}
		catch (RuntimeException ex) {
			log.warn(otherwise, ex.getMessage(), ex);
		}
	}

}
