package dev.longhaul.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.job.UploadIdentity;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which file holds a key: the last one that was sent under it, or that a watch took to
 * send it. One look of a watch does not see the files of another look.
 */
final class HeldKeys {

	private static final String DELIVERED = """
			select e.JOB_INSTANCE_ID, p.PARAMETER_NAME, p.PARAMETER_VALUE from BATCH_JOB_EXECUTION e
			join BATCH_JOB_EXECUTION_PARAMS p on p.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID
			where e.STATUS = 'COMPLETED' and p.PARAMETER_NAME in ('file', 'destination', 'key')""";

	private final Map<String, Path> holders = new ConcurrentHashMap<>();

	/** As they were delivered; what was pruned is not known any more. */
	static HeldKeys of(JdbcClient jdbc) {
		// the newest is the last word on a key
		Map<Long, Map<String, String>> delivered = new TreeMap<>();
		jdbc.sql(DELIVERED).query((row) -> {
			delivered.computeIfAbsent(row.getLong(1), (instance) -> new HashMap<>())
				.put(row.getString(2), row.getString(3));
		});
		HeldKeys keys = new HeldKeys();
		delivered.values()
			.forEach((upload) -> keys.holders.put(
					place(upload.getOrDefault("destination", ""), upload.getOrDefault("key", "")),
					Path.of(upload.getOrDefault("file", ""))));
		return keys;
	}

	/**
	 * Takes the key for the candidate's file.
	 * @return the other file that holds it, if that is still there
	 */
	Optional<Path> take(Candidate candidate) {
		Path mine = candidate.identity().file();
		String place = place(candidate.identity().destination(), candidate.key());
		for (Path holder = this.holders.putIfAbsent(place, mine); holder != null
				&& !holder.equals(mine); holder = this.holders.get(place)) {
			if (!Files.notExists(holder)) {
				return Optional.of(holder);
			}
			this.holders.replace(place, holder, mine);
		}
		return Optional.empty();
	}

	/** Notes that a file is being sent under a key. */
	void begun(UploadIdentity identity, String key) {
		this.holders.put(place(identity.destination(), key), identity.file());
	}

	static String place(String destination, String key) {
		return destination + "/" + key;
	}

}
