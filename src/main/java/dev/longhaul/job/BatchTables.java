package dev.longhaul.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of Spring Batch, for those who ask them by SQL: conditions that several of
 * them need, and what stands in their columns.
 */
public final class BatchTables {

	private static final String UNFINISHED_STATUS = "'STARTING', 'STARTED', 'STOPPING', 'STOPPED', 'FAILED', 'UNKNOWN'";

	/**
	 * On an execution {@code e}: the last one of an upload that is neither delivered nor
	 * given up. HSQLDB finds by its index what a status is, and walks through the history
	 * for what it is not; asked for each whether a later one exists, an upload that
	 * failed some thousand times takes a minute.
	 */
	public static final String UNFINISHED = """
			e.STATUS in (%1$s) and e.JOB_EXECUTION_ID in (
				select max(JOB_EXECUTION_ID) from BATCH_JOB_EXECUTION
				where JOB_INSTANCE_ID in (select JOB_INSTANCE_ID from BATCH_JOB_EXECUTION where STATUS in (%1$s))
				group by JOB_INSTANCE_ID)""".formatted(UNFINISHED_STATUS);

	/** On an execution {@code e}: the last one of its upload. */
	public static final String LAST = """
			not exists (select 1 from BATCH_JOB_EXECUTION later
				where later.JOB_INSTANCE_ID = e.JOB_INSTANCE_ID and later.JOB_EXECUTION_ID > e.JOB_EXECUTION_ID)""";

	/** Of one that is long Spring Batch has the beginning only in the short column. */
	private static final String CONTEXT = "coalesce(c.SERIALIZED_CONTEXT, c.SHORT_CONTEXT, '')";

	/** On the context {@code c} of an execution: its upload was aborted. */
	public static final String ABORTED = CONTEXT + " like '%\"" + UploadContext.ABORTED + "\":%'";

	/** On the same: its object is proved. */
	public static final String PROVED = CONTEXT + " like '%\"" + UploadContext.RECEIPT + "\":%'";

	/** On the same, also where there is none: no twin may be left in the store. */
	public static final String NO_TWIN = CONTEXT + " not like '%" + CreationEntries.TWIN_UNTIL + "%'";

	/** On a step execution: a range, and not the step that waits for all of them. */
	public static final String RANGE = "STEP_NAME like '" + RangeCheckpoints.STEP + ":%'";

	private static final String WITH_PARAMETER = """
			select e.JOB_INSTANCE_ID, p.PARAMETER_VALUE from BATCH_JOB_EXECUTION e
			join BATCH_JOB_EXECUTION_PARAMS p on p.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID
			where p.PARAMETER_NAME = ? and p.PARAMETER_VALUE = ? order by e.JOB_INSTANCE_ID desc""";

	private static final String PARAMETERS = """
			select JOB_EXECUTION_ID, PARAMETER_NAME, PARAMETER_VALUE from BATCH_JOB_EXECUTION_PARAMS
			where JOB_EXECUTION_ID in (:executions)""";

	/**
	 * What a killed run left open is written once more when it is closed, and gets the
	 * end that it had.
	 */
	private static final String LAST_PART = """
			select max(least(s.LAST_UPDATED, coalesce(s.END_TIME, s.LAST_UPDATED))) LAST_PART from BATCH_JOB_EXECUTION e
			join BATCH_STEP_EXECUTION s on s.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID
			where e.JOB_INSTANCE_ID = ? and s.WRITE_COUNT > 0 and s.%s""".formatted(RANGE);

	private BatchTables() {
	}

	/** The numbers of all uploads of a file, the newest first. */
	public static List<Long> uploadsOf(JdbcClient jdbc, String file) {
		return uploadsWith(jdbc, UploadParameters.FILE, file);
	}

	/** The numbers of all uploads that were meant for a key, the newest first. */
	public static List<Long> uploadsTo(JdbcClient jdbc, String key) {
		return uploadsWith(jdbc, UploadParameters.KEY, key);
	}

	private static List<Long> uploadsWith(JdbcClient jdbc, String parameter, String value) {
		Set<Long> uploads = new LinkedHashSet<>();
		jdbc.sql(WITH_PARAMETER).params(parameter, value).query((row) -> {
			// to HSQLDB a text with blanks at its end is the same without them
			if (value.equals(row.getString("PARAMETER_VALUE"))) {
				uploads.add(row.getLong("JOB_INSTANCE_ID"));
			}
		});
		return List.copyOf(uploads);
	}

	/** How many executions an upload has had. */
	public static int executions(JdbcClient jdbc, long upload) {
		return jdbc.sql("select count(*) from BATCH_JOB_EXECUTION where JOB_INSTANCE_ID = ?")
			.param(upload)
			.query(Integer.class)
			.single();
	}

	/** When a part of an upload was last written down; nothing if none was. */
	public static Optional<Instant> lastPart(JdbcClient jdbc, long upload) {
		return jdbc.sql(LAST_PART)
			.param(upload)
			.query((row, number) -> Optional.ofNullable(instant(row, "LAST_PART")))
			.single();
	}

	/** The texts of the parameters of executions, by their numbers. */
	public static Map<Long, Map<String, String>> parameters(JdbcClient jdbc, Collection<Long> executions) {
		Map<Long, Map<String, String>> parameters = new HashMap<>();
		jdbc.sql(PARAMETERS).param("executions", executions).query((row) -> {
			parameters.computeIfAbsent(row.getLong(1), (execution) -> new HashMap<>())
				.put(row.getString(2), row.getString(3));
		});
		return parameters;
	}

	/** As Spring Batch writes it: local times, in a JVM whose zone is UTC. */
	public static LocalDateTime local(Instant at) {
		return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
	}

	/** The same read; null where nothing stands there. */
	public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		LocalDateTime local = row.getObject(column, LocalDateTime.class);
		return (local != null) ? local.toInstant(ZoneOffset.UTC) : null;
	}

}
