package dev.longhaul.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.longhaul.job.BatchTables;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells which files that failed in a run have been delivered since: by their uploads, or
 * in another version by another upload.
 */
record DeliveredSince(JdbcClient jdbc) {

	private static final String FAILED = """
			select FILE, JOB_INSTANCE_ID from LAST_RUN_FAILED where DEFINITION = ? and COMMAND = ?""";

	private static final String DELIVERED = """
			select FILE, DEFINITION, DELIVERED from DELIVERED_FILE where FILE in (:files)""";

	private static final String COMPLETED = """
			select JOB_INSTANCE_ID from BATCH_JOB_EXECUTION where JOB_INSTANCE_ID in (:uploads)
				and STATUS = 'COMPLETED'""";

	private static final int AT_ONCE = 500;

	/** The files of the definition that failed in a run that ended then. */
	Set<String> files(String definition, String command, Instant ended) {
		List<Failed> failed = this.jdbc.sql(FAILED)
			.params(definition, command)
			.query((row, number) -> new Failed(row.getString("FILE"), row.getLong("JOB_INSTANCE_ID")))
			.list();
		Set<String> delivered = new HashSet<>();
		for (int from = 0; from < failed.size(); from += AT_ONCE) {
			List<Failed> some = failed.subList(from, Math.min(from + AT_ONCE, failed.size()));
			delivered.addAll(deliveredFiles(some, definition, ended));
			delivered.addAll(completed(some));
		}
		return delivered;
	}

	/** The index is of the file alone. */
	private Set<String> deliveredFiles(List<Failed> failed, String definition, Instant ended) {
		Set<String> files = new HashSet<>();
		failed.forEach((one) -> files.add(one.file()));
		Set<String> delivered = new HashSet<>();
		this.jdbc.sql(DELIVERED).param("files", List.copyOf(files)).query((row) -> {
			boolean since = Objects.requireNonNull(BatchTables.instant(row, "DELIVERED")).isAfter(ended);
			if (since && row.getString("DEFINITION").equals(definition)) {
				delivered.add(row.getString("FILE"));
			}
		});
		delivered.retainAll(files);
		return delivered;
	}

	/** Also one that was proved before, and whose file was to be taken away. */
	private Set<String> completed(List<Failed> failed) {
		Map<Long, List<String>> uploads = new HashMap<>();
		failed.forEach((one) -> uploads.computeIfAbsent(one.upload(), (upload) -> new ArrayList<>()).add(one.file()));
		Set<String> completed = new HashSet<>();
		this.jdbc.sql(COMPLETED)
			.param("uploads", List.copyOf(uploads.keySet()))
			.query(Long.class)
			.list()
			.forEach((upload) -> completed.addAll(uploads.getOrDefault(upload, List.of())));
		return completed;
	}

	private record Failed(String file, long upload) {

	}

}
