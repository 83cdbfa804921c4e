package dev.longhaul.history;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.longhaul.job.BatchTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The definitions whose repository was lost, and whose files are not all known again: of
 * a file whose turn has not come no upload tells that its store is to be asked first. A
 * note stays until a run has come to all that its definition finds.
 */
public record Rebuilds(JdbcClient jdbc, TransactionOperations transactions) {

	private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);

	private static final String UNDER_WAY = """
			select BEGUN from BEGUN_REBUILD where DEFINITION = ?""";

	private static final String KNOWN = """
			select count(*) from BEGUN_REBUILD where DEFINITION = ? and COMMAND = ?""";

	private static final String NOTE = """
			insert into BEGUN_REBUILD (DEFINITION, COMMAND, BEGUN) values (?, ?, ?)""";

	private static final String FORGET = """
			delete from BEGUN_REBUILD where DEFINITION in (:definitions)""";

	/** When the one of this definition began that has not come to all files. */
	public Optional<Instant> begun(String definition) {
		return this.jdbc.sql(UNDER_WAY)
			.param(definition)
			.query((row, number) -> Objects.requireNonNull(BatchTables.instant(row, "BEGUN")))
			.list()
			.stream()
			.min(Comparator.naturalOrder());
	}

	/** Whether what the store has of a file of this definition is to be looked for. */
	public boolean isUnderWay(String definition) {
		return begun(definition).isPresent();
	}

	/**
	 * Notes that one begins; an earlier one, which broke off, stands. A run whose note
	 * fails goes on all the same.
	 */
	public void begin(BegunRun run) {
		try {
			this.transactions.executeWithoutResult(
					(status) -> run.definitions().stream().sorted().forEach((name) -> note(name, run)));
		}
		catch (RuntimeException ex) {
			log.warn("that a rebuild begins could not be noted, so if it breaks off, begin it again: {}",
					ex.getMessage(), ex);
		}
	}

	private void note(String definition, BegunRun run) {
		String command = run.kind().command();
		if (this.jdbc.sql(KNOWN).params(definition, command).query(Integer.class).single() == 0) {
			this.jdbc.sql(NOTE).params(definition, command, BatchTables.local(run.at())).update();
		}
	}

	/**
	 * Forgets those of definitions to all of whose files a run has come. A run over named
	 * files knows nothing of the others: it ends only what it began itself.
	 */
	public void end(BegunRun run, Collection<String> definitions) {
		List<String> names = definitions.stream().sorted().toList();
		if (names.isEmpty() || !run.kind().isExclusive()) {
			return;
		}
		try {
			if (run.kind() == RunKind.RUN) {
				this.jdbc.sql(FORGET).param("definitions", names).update();
			}
			else {
				this.jdbc.sql(FORGET + " and COMMAND = :command and BEGUN = :begun")
					.param("definitions", names)
					.param("command", run.kind().command())
					.param("begun", BatchTables.local(run.at()))
					.update();
			}
		}
		catch (RuntimeException ex) {
			log.warn("that a rebuild is over could not be noted, so the next run looks in the stores too: {}",
					ex.getMessage(), ex);
		}
	}

}
