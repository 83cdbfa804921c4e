package dev.longhaul.history;

import java.time.Instant;
import java.util.Collection;
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

	private static final String BEGUN = """
			select BEGUN from BEGUN_REBUILD where DEFINITION = ?""";

	private static final String NOTE = """
			insert into BEGUN_REBUILD (DEFINITION, BEGUN) values (?, ?)""";

	private static final String FORGET = """
			delete from BEGUN_REBUILD where DEFINITION in (:definitions)""";

	/** When the one of this definition began that has not come to all files. */
	public Optional<Instant> begun(String definition) {
		return this.jdbc.sql(BEGUN)
			.param(definition)
			.query((row, number) -> Objects.requireNonNull(BatchTables.instant(row, "BEGUN")))
			.optional();
	}

	/** Whether what the store has of a file of this definition is to be looked for. */
	public boolean isUnderWay(String definition) {
		return begun(definition).isPresent();
	}

	/**
	 * Notes that one over all files begins; an earlier one, which broke off, stands. A
	 * run whose note fails goes on all the same.
	 */
	public void begin(BegunRun run) {
		carryOut("that a rebuild begins could not be noted, so if it breaks off, begin it again: {}",
				() -> this.transactions.executeWithoutResult((status) -> run.definitions()
					.stream()
					.sorted()
					.filter((definition) -> !isUnderWay(definition))
					.forEach((definition) -> this.jdbc.sql(NOTE)
						.params(definition, BatchTables.local(run.at()))
						.update())));
	}

	/** Forgets those of definitions to all of whose files a run has come. */
	public void end(Collection<String> definitions) {
		if (!definitions.isEmpty()) {
			carryOut("that a rebuild is over could not be noted, so the next run looks in the stores too: {}",
					() -> this.jdbc.sql(FORGET).param("definitions", definitions).update());
		}
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
