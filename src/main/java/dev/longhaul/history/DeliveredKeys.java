package dev.longhaul.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.longhaul.job.BatchTables;
import dev.longhaul.job.Pages;
import dev.longhaul.job.UploadIdentity;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The last object that was delivered under each key, whoever's it is: of the last version
 * of a file, of an earlier one that went to another key, or of one that is still to be
 * taken away, which no table of deliveries has. It is told by when it was proved: an
 * upload may be finished long after a newer one.
 */
final class DeliveredKeys {

	private static final String OF_LAST_VERSIONS = """
			select JOB_INSTANCE_ID, OBJECT_KEY, FILE, DELIVERED from DELIVERED_FILE
			where OBJECT_KEY in (:keys) and DESTINATION = :destination order by JOB_INSTANCE_ID""";

	private static final String OF_EARLIER_VERSIONS = """
			select JOB_INSTANCE_ID, OBJECT_KEY, FILE, (
				select max(LAST_UPDATED) from BATCH_JOB_EXECUTION e
				where e.JOB_INSTANCE_ID = o.JOB_INSTANCE_ID and e.STATUS = 'COMPLETED'
			) DELIVERED from EARLIER_OBJECT o
			where OBJECT_KEY in (:keys) and DESTINATION = :destination order by JOB_INSTANCE_ID""";

	private final JdbcClient jdbc;

	private final UploadAttempts attempts;

	DeliveredKeys(JdbcClient jdbc, UploadAttempts attempts) {
		this.jdbc = jdbc;
		this.attempts = attempts;
	}

	/** The last objects at these places, as far as there are any. */
	Map<ObjectPlace, DeliveredObject> last(Collection<ObjectPlace> places) {
		Map<String, List<String>> keys = places.stream()
			.collect(Collectors.groupingBy(ObjectPlace::destination,
					Collectors.mapping(ObjectPlace::key, Collectors.toList())));
		Map<ObjectPlace, DeliveredObject> last = new HashMap<>();
		keys.forEach((destination, wanted) -> Pages.of(wanted).forEach((some) -> {
			// asked first: one that ends in between is met twice, not never
			this.attempts.provedAt(destination, some).forEach((attempt) -> note(attempt, last));
			note(OF_LAST_VERSIONS, destination, some, last);
			// asked second: a line that is moved there in between is met twice, not never
			note(OF_EARLIER_VERSIONS, destination, some, last);
		}));
		return last;
	}

	/**
	 * One table at a time: HSQLDB plans a statement once, on the first night over empty
	 * tables, and one over both reads all executions for each file since.
	 */
	private void note(String statement, String destination, List<String> keys, Map<ObjectPlace, DeliveredObject> last) {
		this.jdbc.sql(statement).param("keys", keys).param("destination", destination).query((row) -> {
			Instant at = BatchTables.instant(row, "DELIVERED");
			if (at != null) {
				note(new ObjectPlace(destination, row.getString("OBJECT_KEY")),
						new DeliveredObject(row.getLong("JOB_INSTANCE_ID"), row.getString("FILE"), at), last);
			}
		});
	}

	private static void note(Attempt proved, Map<ObjectPlace, DeliveredObject> last) {
		proved.identity()
			.ifPresent((identity) -> proved.key()
				.ifPresent((key) -> note(new ObjectPlace(identity.destination(), key),
						new DeliveredObject(proved.upload(), identity.path(), proved.proved()), last)));
	}

	private static void note(ObjectPlace place, DeliveredObject object, Map<ObjectPlace, DeliveredObject> last) {
		last.merge(place, object, (known, other) -> other.at().isBefore(known.at()) ? known : other);
	}

	/**
	 * An object.
	 *
	 * @param upload the number of the one that made it
	 * @param file the path of the file that was sent
	 * @param at when it was proved
	 */
	record DeliveredObject(long upload, String file, Instant at) {

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
