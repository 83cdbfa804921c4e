package dev.longhaul.history;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.longhaul.job.BatchTables;
import dev.longhaul.job.Pages;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.job.UploadParameters;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the uploads that have ended, delivered or aborted, and may go from the history.
 */
record EndedUploads(JdbcClient jdbc) {

	/**
	 * One that may have left a twin in the store stays: sweep recognises it by that. One
	 * that was aborted may still pass for failed or running, where a kill came before its
	 * end was noted for good.
	 */
	private static final String OLD = """
			select e.JOB_INSTANCE_ID, e.JOB_EXECUTION_ID, e.STATUS, e.LAST_UPDATED from BATCH_JOB_EXECUTION e
			left join BATCH_JOB_EXECUTION_CONTEXT c on c.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID
			where e.JOB_INSTANCE_ID > ? and e.LAST_UPDATED < ?
			and (e.STATUS in ('COMPLETED', 'ABANDONED') or %s) and %s and %s
			order by e.JOB_INSTANCE_ID fetch first %d rows only""".formatted(BatchTables.ABORTED, BatchTables.NO_TWIN,
			BatchTables.LAST, Pages.SIZE);

	/**
	 * Some of those that ended before then, in the order of their numbers.
	 * @param number all of them have a greater one
	 */
	List<EndedUpload> after(long number, Instant before) {
		List<Row> rows = this.jdbc.sql(OLD)
			.params(number, Timestamp.valueOf(BatchTables.local(before)))
			.query((row, index) -> new Row(row.getLong("JOB_INSTANCE_ID"), row.getLong("JOB_EXECUTION_ID"),
					BatchStatus.valueOf(row.getString("STATUS")),
					Objects.requireNonNull(BatchTables.instant(row, "LAST_UPDATED"))))
			.list();
		if (rows.isEmpty()) {
			return List.of();
		}
		Map<Long, Map<String, String>> parameters = BatchTables.parameters(this.jdbc,
				rows.stream().map(Row::execution).toList());
		return rows.stream()
			.map((row) -> EndedUpload.of(row, new UploadParameters(parameters.getOrDefault(row.execution(), Map.of()))))
			.toList();
	}

	private record Row(long number, long execution, BatchStatus status, Instant ended) {
	}

	/**
	 * An upload that may go.
	 *
	 * @param next how Spring Batch would name the instance of its next attempt: made
	 * once, for it is an MD5 of all parameters
	 */
	record EndedUpload(long number, BatchStatus status, Instant ended, UploadIdentity identity, int attempt, String key,
			String next) {

		private static EndedUpload of(Row row, UploadParameters parameters) {
			UploadIdentity identity = parameters.identity();
			int attempt = parameters.attempt();
			return new EndedUpload(row.number(), row.status(), row.ended(), identity, attempt, parameters.key(),
					identity.instanceKey(attempt + 1));
		}

		/** The same of its own instance. */
		String instance() {
			return this.identity.instanceKey(this.attempt);
		}

		boolean isDelivered() {
			return this.status == BatchStatus.COMPLETED;
		}

	}

}
