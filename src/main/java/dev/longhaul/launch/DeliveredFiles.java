package dev.longhaul.launch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.job.UploadIdentity;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The files that were delivered, read at once: a folder of 100,000 of them must not cost
 * as many queries. What this process begins and delivers it notes here.
 */
final class DeliveredFiles {

	private static final String DELIVERED = """
			select e.JOB_INSTANCE_ID, p.PARAMETER_NAME, p.PARAMETER_VALUE from BATCH_JOB_EXECUTION e
			join BATCH_JOB_EXECUTION_PARAMS p on p.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID
			where e.STATUS = 'COMPLETED' and p.PARAMETER_NAME in ('definition', 'file', 'destination')""";

	private static final String INSTANCES = "select JOB_KEY, JOB_INSTANCE_ID from BATCH_JOB_INSTANCE";

	private static final String PRUNED = """
			select JOB_KEY, JOB_INSTANCE_ID, DEFINITION, FILE, DESTINATION from PRUNED_UPLOAD
			order by JOB_INSTANCE_ID""";

	private static final long UNFINISHED = 0;

	/** Instances by their keys; those that are not delivered have number 0. */
	private final Map<String, Long> instances = new HashMap<>();

	/** The newest delivered instance of each file, whichever version of it. */
	private final Map<Place, Long> newest = new HashMap<>();

	static DeliveredFiles of(JdbcClient jdbc) {
		DeliveredFiles files = new DeliveredFiles();
		// joined here: HSQLDB would walk through all executions for each instance
		Map<Long, Map<String, String>> delivered = new HashMap<>();
		jdbc.sql(DELIVERED).query((row) -> {
			delivered.computeIfAbsent(row.getLong(1), (instance) -> new HashMap<>())
				.put(row.getString(2), row.getString(3));
		});
		// first: an upload that was begun since then has the last word
		jdbc.sql(PRUNED).query((row) -> {
			files.note(row.getString(1), row.getLong(2),
					new Place(row.getString(3), row.getString(4), row.getString(5)));
		});
		jdbc.sql(INSTANCES).query((row) -> {
			Map<String, String> parameters = delivered.remove(row.getLong(2));
			if (parameters == null) {
				files.note(row.getString(1), UNFINISHED, null);
			}
			else {
				files.note(row.getString(1), row.getLong(2), new Place(parameters.getOrDefault("definition", ""),
						parameters.getOrDefault("file", ""), parameters.getOrDefault("destination", "")));
			}
		});
		return files;
	}

	private synchronized void note(String key, long instance, @Nullable Place place) {
		this.instances.put(key, instance);
		if (place != null) {
			this.newest.merge(place, instance, Math::max);
		}
	}

	/** Notes that an attempt was begun. */
	synchronized void begun(UploadIdentity identity, int attempt) {
		this.instances.put(identity.instanceKey(attempt), UNFINISHED);
	}

	/** Notes that an attempt delivered the file. */
	void delivered(UploadIdentity identity, int attempt, long instance) {
		note(identity.instanceKey(attempt), instance, Place.of(identity));
	}

	/**
	 * The instance that delivered the file at the first attempt, if nothing came after
	 * it: no other attempt, and no other version of the file.
	 */
	synchronized Optional<Long> undisturbed(UploadIdentity identity) {
		Long delivered = this.instances.get(identity.instanceKey(1));
		boolean first = delivered != null && delivered != UNFINISHED && delivered.equals(newest(identity))
				&& !this.instances.containsKey(identity.instanceKey(2));
		return first ? Optional.ofNullable(delivered) : Optional.empty();
	}

	/** The newest delivered instance of the file, whichever version of it. */
	synchronized @Nullable Long newest(UploadIdentity identity) {
		return this.newest.get(Place.of(identity));
	}

	/** Where a file goes, and by which definition. */
	private record Place(String definition, String file, String destination) {

		static Place of(UploadIdentity identity) {
			return new Place(identity.definition(), identity.file().toString(), identity.destination());
		}

	}

}
