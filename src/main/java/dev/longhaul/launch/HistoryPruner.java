package dev.longhaul.launch;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.longhaul.job.UploadIdentity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Shortens the history. Of a delivered upload a line stays, by which the file is known
 * again: it must not be sent once more because its history was shortened.
 */
public final class HistoryPruner {

	/** One that may have left a twin in the store stays: sweep recognises it by that. */
	private static final String UPLOADS = """
			select e.JOB_INSTANCE_ID, e.STATUS, e.LAST_UPDATED, e.JOB_EXECUTION_ID,
				case when c.SHORT_CONTEXT like '%lost-until%' then 1 else 0 end MAY_HAVE_TWIN
			from BATCH_JOB_EXECUTION e
			left join BATCH_JOB_EXECUTION_CONTEXT c on c.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID
			where not exists (select 1 from BATCH_JOB_EXECUTION later
				where later.JOB_INSTANCE_ID = e.JOB_INSTANCE_ID and later.JOB_EXECUTION_ID > e.JOB_EXECUTION_ID)""";

	private static final String PARAMETERS = """
			select JOB_EXECUTION_ID, PARAMETER_NAME, PARAMETER_VALUE from BATCH_JOB_EXECUTION_PARAMS""";

	private static final String EXECUTIONS = """
			(select JOB_EXECUTION_ID from BATCH_JOB_EXECUTION where JOB_INSTANCE_ID in (:uploads))""";

	/** In the order of the foreign keys. */
	private static final List<String> DELETIONS = List.of(
			"delete from BATCH_STEP_EXECUTION_CONTEXT where STEP_EXECUTION_ID in (select STEP_EXECUTION_ID "
					+ "from BATCH_STEP_EXECUTION where JOB_EXECUTION_ID in " + EXECUTIONS + ")",
			"delete from BATCH_STEP_EXECUTION where JOB_EXECUTION_ID in " + EXECUTIONS,
			"delete from BATCH_JOB_EXECUTION_CONTEXT where JOB_EXECUTION_ID in " + EXECUTIONS,
			"delete from BATCH_JOB_EXECUTION_PARAMS where JOB_EXECUTION_ID in " + EXECUTIONS,
			"delete from BATCH_JOB_EXECUTION where JOB_INSTANCE_ID in (:uploads)",
			"delete from BATCH_JOB_INSTANCE where JOB_INSTANCE_ID in (:uploads)");

	private static final int AT_ONCE = 500;

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	private final Runnable compaction;

	HistoryPruner(JdbcClient jdbc, TransactionOperations transactions, Runnable compaction) {
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.compaction = compaction;
	}

	/**
	 * Prunes the uploads that ended before then, delivered or aborted. All attempts at
	 * one version of a file go together or stay together.
	 * @param dryRun only count
	 */
	public Pruned prune(Instant before, boolean dryRun) {
		Map<UploadIdentity, List<EndedUpload>> byIdentity = new LinkedHashMap<>();
		uploads()
			.forEach((upload) -> byIdentity.computeIfAbsent(upload.identity(), (it) -> new ArrayList<>()).add(upload));
		List<EndedUpload> old = byIdentity.values()
			.stream()
			.filter((attempts) -> attempts.stream().allMatch((attempt) -> attempt.isPrunable(before)))
			.flatMap(Collection::stream)
			.toList();
		if (!dryRun && !old.isEmpty()) {
			for (int from = 0; from < old.size(); from += AT_ONCE) {
				List<EndedUpload> some = old.subList(from, Math.min(from + AT_ONCE, old.size()));
				this.transactions.executeWithoutResult((status) -> prune(some));
			}
			this.compaction.run();
		}
		int all = byIdentity.values().stream().mapToInt(List::size).sum();
		return new Pruned(old.size(), all - old.size(), before);
	}

	private void prune(List<EndedUpload> uploads) {
		uploads.stream()
			.filter(EndedUpload::isDelivered)
			.forEach((upload) -> this.jdbc.sql("""
					insert into PRUNED_UPLOAD (JOB_INSTANCE_ID, JOB_KEY, DEFINITION, FILE, DESTINATION, DELIVERED)
					values (?, ?, ?, ?, ?, ?)""")
				.params(upload.number(), upload.identity().instanceKey(1), upload.identity().definition(),
						upload.identity().file().toString(), upload.identity().destination(),
						Timestamp.valueOf(LocalDateTime.ofInstant(upload.ended(), ZoneOffset.UTC)))
				.update());
		List<Long> numbers = uploads.stream().map(EndedUpload::number).toList();
		DELETIONS.forEach((deletion) -> this.jdbc.sql(deletion).param("uploads", numbers).update());
	}

	private List<EndedUpload> uploads() {
		Map<Long, Map<String, String>> parameters = new LinkedHashMap<>();
		this.jdbc.sql(PARAMETERS).query((row) -> {
			parameters.computeIfAbsent(row.getLong(1), (execution) -> new LinkedHashMap<>())
				.put(row.getString(2), row.getString(3));
		});
		return this.jdbc.sql(UPLOADS)
			.query((row, number) -> new EndedUpload(row.getLong("JOB_INSTANCE_ID"),
					UploadIdentity.of(parameters.getOrDefault(row.getLong("JOB_EXECUTION_ID"), Map.of())),
					row.getString("STATUS"),
					row.getObject("LAST_UPDATED", LocalDateTime.class).toInstant(ZoneOffset.UTC),
					row.getInt("MAY_HAVE_TWIN") == 1))
			.list();
	}

	/**
	 * What was done.
	 *
	 * @param uploads that went
	 * @param left that stay
	 */
	public record Pruned(int uploads, int left, Instant before) {

	}

	private record EndedUpload(long number, UploadIdentity identity, String status, Instant ended,
			boolean mayHaveTwin) {

		boolean isDelivered() {
			return this.status.equals("COMPLETED");
		}

		boolean isPrunable(Instant before) {
			boolean over = isDelivered() || this.status.equals("ABANDONED");
			return over && !this.mayHaveTwin && this.ended.isBefore(before);
		}

	}

}
