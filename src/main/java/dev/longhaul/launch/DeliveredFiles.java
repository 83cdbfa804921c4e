package dev.longhaul.launch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.job.UploadIdentity;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.DefaultJobKeyGenerator;
import org.springframework.batch.core.job.JobKeyGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The files that were delivered, read at once: a folder of 100,000 of them must not cost
 * as many queries. What this process begins and delivers it notes here.
 */
final class DeliveredFiles {

	private static final String DELIVERED = """
			select e.JOB_INSTANCE_ID, p.PARAMETER_VALUE from BATCH_JOB_EXECUTION e
			join BATCH_JOB_EXECUTION_PARAMS p on p.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID
			where e.STATUS = 'COMPLETED' and p.PARAMETER_NAME = 'file'""";

	private static final String INSTANCES = "select JOB_KEY, JOB_INSTANCE_ID from BATCH_JOB_INSTANCE";

	private static final String PRUNED = "select JOB_KEY, JOB_INSTANCE_ID, FILE from PRUNED_UPLOAD";

	/** How Spring Batch names an instance by its identifying parameters. */
	private static final JobKeyGenerator KEYS = new DefaultJobKeyGenerator();

	private static final long UNFINISHED = 0;

	/** Instances by their keys; those that are not delivered have number 0. */
	private final Map<String, Long> instances = new HashMap<>();

	/** The newest delivered instance of each file. */
	private final Map<String, Long> newest = new HashMap<>();

	static DeliveredFiles of(JdbcClient jdbc) {
		DeliveredFiles files = new DeliveredFiles();
		// joined here: HSQLDB would walk through all executions for each instance
		Map<Long, String> delivered = new HashMap<>();
		jdbc.sql(DELIVERED).query((row) -> {
			delivered.put(row.getLong(1), row.getString(2));
		});
		jdbc.sql(INSTANCES).query((row) -> {
			String file = delivered.get(row.getLong(2));
			files.note(row.getString(1), (file != null) ? row.getLong(2) : UNFINISHED, file);
		});
		jdbc.sql(PRUNED).query((row) -> {
			files.note(row.getString(1), row.getLong(2), row.getString(3));
		});
		return files;
	}

	private synchronized void note(String key, long instance, @Nullable String file) {
		this.instances.merge(key, instance, Math::max);
		if (file != null) {
			this.newest.merge(file, instance, Math::max);
		}
	}

	/** Notes that an attempt was begun. */
	synchronized void begun(UploadIdentity identity, int attempt) {
		this.instances.putIfAbsent(key(identity, attempt), UNFINISHED);
	}

	/** Notes that an attempt delivered the file. */
	void delivered(UploadIdentity identity, int attempt, long instance) {
		note(key(identity, attempt), instance, identity.file().toString());
	}

	/**
	 * The instance that delivered the file at the first attempt, if nothing came after
	 * it: no other attempt, and no other version of the file.
	 */
	synchronized Optional<Long> undisturbed(UploadIdentity identity) {
		Long delivered = this.instances.get(key(identity, 1));
		boolean first = delivered != null && delivered != UNFINISHED && delivered.equals(newest(identity))
				&& !this.instances.containsKey(key(identity, 2));
		return first ? Optional.ofNullable(delivered) : Optional.empty();
	}

	/** The newest delivered instance of the file, whichever version of it. */
	synchronized @Nullable Long newest(UploadIdentity identity) {
		return this.newest.get(identity.file().toString());
	}

	static String key(UploadIdentity identity, int attempt) {
		return KEYS.generateKey(identity.parameters(attempt, ""));
	}

}
