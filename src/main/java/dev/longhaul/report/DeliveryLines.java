package dev.longhaul.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.longhaul.job.BatchTables;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the table of deliveries, which prune leaves as it is.
 */
public record DeliveryLines(JdbcClient jdbc) {

	private static final String LINES = """
			select JOB_INSTANCE_ID, DEFINITION, FILE, DESTINATION, OBJECT_KEY, DELIVERED, JOB_KEY from DELIVERED_FILE where\s""";

	/**
	 * What ended earlier would have been pruned before anything of this time: the history
	 * has all of it. Else the lines of all files are read.
	 */
	private static final String REACHES_BACK = """
			select 1 from BATCH_JOB_EXECUTION where STATUS = 'COMPLETED' and LAST_UPDATED < ? fetch first 1 rows only""";

	private static final String PRUNED = """
			select count(*) FILES, max(d.DELIVERED) NEWEST from DELIVERED_FILE d where d.DELIVERED >= ?
				and not exists (select 1 from BATCH_JOB_INSTANCE i where i.JOB_INSTANCE_ID = d.JOB_INSTANCE_ID)""";

	/**
	 * Deliveries since then whose uploads were pruned.
	 * @param definition only those of this one; null for all
	 */
	public Optional<PrunedDeliveries> prunedSince(Instant then, @Nullable String definition) {
		LocalDateTime since = BatchTables.local(then);
		if (!isThere() || this.jdbc.sql(REACHES_BACK).param(since).query(Integer.class).optional().isPresent()) {
			return Optional.empty();
		}
		List<Object> parameters = (definition != null) ? List.of(since, definition) : List.of(since);
		return this.jdbc.sql(PRUNED + ((definition != null) ? " and d.DEFINITION = ?" : ""))
			.params(parameters)
			.query((row, number) -> pruned(row.getLong("FILES"), BatchTables.instant(row, "NEWEST")))
			.single();
	}

	private static Optional<PrunedDeliveries> pruned(long files, @Nullable Instant newest) {
		return Optional.ofNullable(newest).map((last) -> new PrunedDeliveries(files, last));
	}

	/** The line of an upload, as long as that is the last delivery of its file. */
	public Optional<PrunedUpload> of(long upload) {
		return lines("JOB_INSTANCE_ID = ?", upload).findFirst();
	}

	/** The line of the last delivery of a file. */
	public Optional<PrunedUpload> ofFile(String file) {
		return lines("FILE = ? order by JOB_INSTANCE_ID desc", file)
			// to HSQLDB a text with blanks at its end is the same without them
			.filter((line) -> line.file().equals(file))
			.findFirst();
	}

	private boolean isThere() {
		return LaterTable.DELIVERED_FILE.isIn(this.jdbc);
	}

	private Stream<PrunedUpload> lines(String which, Object parameter) {
		if (!isThere()) {
			return Stream.empty();
		}
		return this.jdbc.sql(LINES + which)
			.param(parameter)
			.query((row, number) -> new PrunedUpload(row.getLong("JOB_INSTANCE_ID"), row.getString("DEFINITION"),
					row.getString("FILE"), row.getString("DESTINATION"), row.getString("OBJECT_KEY"),
					Objects.requireNonNull(BatchTables.instant(row, "DELIVERED")), row.getString("JOB_KEY")))
			.list()
			.stream();
	}

}
