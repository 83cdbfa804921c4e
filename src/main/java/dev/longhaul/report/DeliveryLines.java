package dev.longhaul.report;

import java.util.Objects;
import java.util.Optional;

import dev.longhaul.job.BatchTables;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the table of deliveries, which prune leaves as it is.
 */
record DeliveryLines(JdbcClient jdbc) {

	/**
	 * A home of an earlier build is read before the first run changes its tables over.
	 */
	private static final String IS_THERE = """
			select count(*) from INFORMATION_SCHEMA.TABLES where upper(TABLE_NAME) = 'DELIVERED_FILE'
				and upper(TABLE_SCHEMA) = upper(current_schema)""";

	private static final String LINE = """
			select JOB_INSTANCE_ID, FILE, DESTINATION, OBJECT_KEY, DELIVERED from DELIVERED_FILE
			where JOB_INSTANCE_ID = ?""";

	Optional<PrunedUpload> of(long pruned) {
		if (this.jdbc.sql(IS_THERE).query(Integer.class).single() == 0) {
			return Optional.empty();
		}
		return this.jdbc.sql(LINE)
			.param(pruned)
			.query((row, number) -> new PrunedUpload(row.getLong("JOB_INSTANCE_ID"), row.getString("FILE"),
					row.getString("DESTINATION"), row.getString("OBJECT_KEY"),
					Objects.requireNonNull(BatchTables.instant(row, "DELIVERED"))))
			.optional();
	}

}
