package dev.longhaul.report;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.longhaul.job.BatchTables;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the table of deliveries, which prune leaves as it is.
 */
public record DeliveryLines(JdbcClient jdbc) {

	/**
	 * A home of an earlier build is read before the first run changes its tables over.
	 */
	private static final String IS_THERE = """
			select count(*) from INFORMATION_SCHEMA.TABLES where upper(TABLE_NAME) = 'DELIVERED_FILE'
				and upper(TABLE_SCHEMA) = upper(current_schema)""";

	private static final String LINES = """
			select JOB_INSTANCE_ID, FILE, DESTINATION, OBJECT_KEY, DELIVERED from DELIVERED_FILE where\s""";

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

	private Stream<PrunedUpload> lines(String which, Object parameter) {
		if (this.jdbc.sql(IS_THERE).query(Integer.class).single() == 0) {
			return Stream.empty();
		}
		return this.jdbc.sql(LINES + which)
			.param(parameter)
			.query((row, number) -> new PrunedUpload(row.getLong("JOB_INSTANCE_ID"), row.getString("FILE"),
					row.getString("DESTINATION"), row.getString("OBJECT_KEY"),
					Objects.requireNonNull(BatchTables.instant(row, "DELIVERED"))))
			.list()
			.stream();
	}

}
