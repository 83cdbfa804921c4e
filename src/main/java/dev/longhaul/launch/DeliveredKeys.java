package dev.longhaul.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.longhaul.job.BatchTables;
import dev.longhaul.job.UploadIdentity;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The last object that was delivered under each key, whoever's it is: of the last version
 * of a file, or of an earlier one that went to another key. It is told by when it was
 * proved: an upload may be finished long after a newer one.
 */
final class DeliveredKeys {

	private static final String WITH_KEYS = """
			select OBJECT_KEY, FILE, DELIVERED from (
				select JOB_INSTANCE_ID, OBJECT_KEY, FILE, DELIVERED from DELIVERED_FILE
				where OBJECT_KEY in (:keys) and DESTINATION = :destination
				union all
				select o.JOB_INSTANCE_ID, o.OBJECT_KEY, o.FILE, e.LAST_UPDATED from EARLIER_OBJECT o
				join BATCH_JOB_EXECUTION e on e.JOB_INSTANCE_ID = o.JOB_INSTANCE_ID and e.STATUS = 'COMPLETED'
				where o.OBJECT_KEY in (:keys) and o.DESTINATION = :destination
			) having_it order by DELIVERED, JOB_INSTANCE_ID""";

	private final JdbcClient jdbc;

	DeliveredKeys(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The last objects at these places, as far as there are any. */
	Map<Place, DeliveredObject> last(Collection<Place> places) {
		Map<String, List<String>> keys = places.stream()
			.collect(Collectors.groupingBy(Place::destination, Collectors.mapping(Place::key, Collectors.toList())));
		Map<Place, DeliveredObject> last = new HashMap<>();
		keys.forEach((destination, wanted) -> {
			for (int from = 0; from < wanted.size(); from += DeliveredFiles.AT_ONCE) {
				this.jdbc.sql(WITH_KEYS)
					.param("keys", wanted.subList(from, Math.min(from + DeliveredFiles.AT_ONCE, wanted.size())))
					.param("destination", destination)
					.query((row) -> {
						// the newest comes last
						last.put(new Place(destination, row.getString("OBJECT_KEY")), new DeliveredObject(
								row.getString("FILE"), Objects.requireNonNull(BatchTables.instant(row, "DELIVERED"))));
					});
			}
		});
		return last;
	}

	/**
	 * An object.
	 *
	 * @param file the path of the file that was sent
	 * @param at when it was proved
	 */
	record DeliveredObject(String file, Instant at) {

		/**
		 * The file, or the folder above it where this process's locale cannot read its
		 * name: one for which nobody can look counts as one that is there.
		 */
		Path path() {
			return named(this.file);
		}

		private static Path named(String file) {
			try {
				return Path.of(file);
			}
			catch (InvalidPathException ex) {
				return named(file.substring(0, Math.max(1, file.lastIndexOf('/'))));
			}
		}

		/** Whether it is of another file, and not of this one by another path. */
		boolean isOfOtherThan(UploadIdentity mine) {
			try {
				return !this.file.equals(mine.path()) && !Files.isSameFile(path(), mine.file());
			}
			catch (IOException ex) {
				return true; // one of them is gone
			}
		}

	}

}
