package dev.longhaul.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.longhaul.job.BatchTables;
import dev.longhaul.job.Pages;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells which files that failed in a run have been delivered since: by their uploads, or
 * in another version by another upload.
 */
record DeliveredSince(JdbcClient jdbc) {

	private static final String FAILED = """
			select FILE, JOB_INSTANCE_ID from LAST_RUN_FAILED where DEFINITION = ? and COMMAND = ?""";

	private static final String DELIVERED = """
			select FILE, DEFINITION, JOB_INSTANCE_ID, DELIVERED from DELIVERED_FILE where FILE in (:files)""";

	private static final String COMPLETED = """
			select JOB_INSTANCE_ID from BATCH_JOB_EXECUTION where JOB_INSTANCE_ID in (:uploads)
				and STATUS = 'COMPLETED'""";

	/** The failures in a run of the definition that are cured. */
	List<Failed> failures(String definition, String command, Instant begun, Instant ended) {
		List<Failed> failed = this.jdbc.sql(FAILED)
			.params(definition, command)
			.query((row, number) -> Failed.of(row))
			.list();
		List<Failed> cured = new ArrayList<>();
		Pages.of(failed).forEach((some) -> {
			Map<String, Delivered> delivered = delivered(some, definition);
			Set<Long> completed = completed(some);
			some.stream()
				.filter((one) -> completed.contains(one.upload())
						|| (delivered.containsKey(one.file()) && delivered.get(one.file()).isAfter(one, begun, ended)))
				.forEach(cured::add);
		});
		return cured;
	}

	/** The last deliveries of files; the index is of the file alone. */
	private Map<String, Delivered> delivered(List<Failed> failed, String definition) {
		List<String> files = failed.stream().map(Failed::file).distinct().toList();
		Map<String, Delivered> delivered = new HashMap<>();
		this.jdbc.sql(DELIVERED).param("files", files).query((row) -> {
			if (row.getString("DEFINITION").equals(definition)) {
				Instant at = Objects.requireNonNull(BatchTables.instant(row, "DELIVERED"));
				delivered.merge(row.getString("FILE"), new Delivered(row.getLong("JOB_INSTANCE_ID"), at),
						(one, other) -> one.at().isAfter(other.at()) ? one : other);
			}
		});
		return delivered;
	}

	/** Also one that was proved before, and whose file was to be taken away. */
	private Set<Long> completed(List<Failed> failed) {
		return new HashSet<>(this.jdbc.sql(COMPLETED)
			.param("uploads", failed.stream().map(Failed::upload).distinct().toList())
			.query(Long.class)
			.list());
	}

	/**
	 * A failure: a file may have several in one run, each of another version.
	 *
	 * @param upload 0 where none was begun
	 */
	record Failed(String file, long upload) {

		static Failed of(ResultSet row) throws SQLException {
			return new Failed(row.getString("FILE"), row.getLong("JOB_INSTANCE_ID"));
		}

	}

	private record Delivered(long upload, Instant at) {

		/**
		 * A later upload may have delivered the file while the run went on; one that is
		 * older delivered another version than the one that failed.
		 */
		boolean isAfter(Failed failed, Instant begun, Instant ended) {
			return (failed.upload() == 0) ? this.at.isAfter(ended)
					: this.upload >= failed.upload() && this.at.isAfter(begun);
		}

	}

}
