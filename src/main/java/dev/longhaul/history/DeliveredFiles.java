package dev.longhaul.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.longhaul.job.BatchTables;
import dev.longhaul.job.UploadIdentity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The last delivery of each file, a line in a table of its own. It is asked for the files
 * at hand, many at once: a folder of 100,000 of them must not cost as many questions, nor
 * a look at their histories. A line is written after the job has ended; one that a kill
 * prevented is made good when the file is met again. Two versions may arrive at once, by
 * several machines too: which came later is told by their executions, and not by who
 * comes to this table first. Objects of earlier versions, under other keys, are in a
 * table of their own: a question about a file does not read them.
 */
record DeliveredFiles(JdbcClient jdbc, TransactionOperations transactions) {

	private static final String OF_FILES = """
			select FILE, DEFINITION, DESTINATION, JOB_KEY, JOB_INSTANCE_ID, OBJECT_KEY, DELIVERED, case when exists (
				select 1 from DELIVERED_FILE other where other.OBJECT_KEY = known.OBJECT_KEY
				and other.DESTINATION = known.DESTINATION and other.JOB_INSTANCE_ID <> known.JOB_INSTANCE_ID
			) or exists (
				select 1 from EARLIER_OBJECT other where other.OBJECT_KEY = known.OBJECT_KEY
				and other.DESTINATION = known.DESTINATION
			) then 1 else 0 end SHARED
			from DELIVERED_FILE known where FILE in (:files) order by JOB_INSTANCE_ID""";

	private static final String UNSETTLE = """
			update DELIVERED_FILE set JOB_KEY = '' where JOB_INSTANCE_ID = ?""";

	private static final String SET_ASIDE = """
			insert into EARLIER_OBJECT (JOB_INSTANCE_ID, FILE, DESTINATION, OBJECT_KEY)
			select JOB_INSTANCE_ID, FILE, DESTINATION, OBJECT_KEY from DELIVERED_FILE known
			where JOB_INSTANCE_ID = ?
			and JOB_INSTANCE_ID in (select JOB_INSTANCE_ID from BATCH_JOB_INSTANCE)
			and JOB_INSTANCE_ID not in (select JOB_INSTANCE_ID from EARLIER_OBJECT)""";

	private static final String FORGET = """
			delete from DELIVERED_FILE where JOB_INSTANCE_ID = ?""";

	private static final String INSERT = """
			insert into DELIVERED_FILE (JOB_INSTANCE_ID, JOB_KEY, DEFINITION, FILE, DESTINATION, OBJECT_KEY, DELIVERED)
			values (?, ?, ?, ?, ?, ?, ?)""";

	/**
	 * The lines of those whose delivery is the last of their file.
	 * @param identities of one page
	 */
	Map<UploadIdentity, Line> among(Collection<UploadIdentity> identities) {
		Map<UploadIdentity, Line> delivered = new HashMap<>();
		Map<Sending, List<Line>> lines = lines(identities);
		for (UploadIdentity identity : identities) {
			last(lines.getOrDefault(Sending.of(identity), List.of()))
				.filter((line) -> line.key().equals(identity.instanceKey(1)))
				.ifPresent((line) -> delivered.put(identity, line));
		}
		return delivered;
	}

	/** Whether the last delivery of some file is that of this instance. */
	boolean has(long instance) {
		return this.jdbc.sql("select count(*) from DELIVERED_FILE where JOB_INSTANCE_ID = ?")
			.param(instance)
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * The last delivery of the file, if it came after that of this instance. Which one
	 * came later tells when it was proved: an upload of an older version may be taken up,
	 * and found delivered, when a newer one has begun long since.
	 * @param at when this instance's was proved
	 */
	Optional<EarlierDelivery> later(UploadIdentity identity, long instance, Instant at) {
		return later(lines(identity), instance, at);
	}

	private static Optional<EarlierDelivery> later(List<Line> lines, long instance, Instant at) {
		return last(lines).filter((last) -> last.delivery().upload() != instance && last.at().isAfter(at))
			.map(Line::delivery);
	}

	/**
	 * Whether a delivery is yet to be noted, for no later one of its file is. A line that
	 * the migration made for it may not know the version.
	 * @param at when it was proved
	 */
	boolean misses(UploadIdentity identity, long instance, Instant at) {
		return last(lines(identity)).map((line) -> (line.delivery().upload() == instance)
				? !line.key().equals(identity.instanceKey(1)) : at.isAfter(line.at()))
			.orElse(true);
	}

	/**
	 * Notes that an instance delivered this version, the last word on its file unless a
	 * later one was quicker to be noted.
	 * @param at when it was proved
	 */
	void delivered(UploadIdentity identity, long instance, String key, Instant at) {
		this.transactions.executeWithoutResult((status) -> {
			List<Line> lines = lines(identity);
			if (later(lines, instance, at).isPresent()) {
				return;
			}
			for (Line line : lines) {
				EarlierDelivery known = line.delivery();
				// the object of an earlier version may lie under another key
				if (!known.keyOr(key).equals(key)) {
					this.jdbc.sql(SET_ASIDE).param(known.upload()).update();
				}
				this.jdbc.sql(FORGET).param(known.upload()).update();
			}
			this.jdbc.sql(INSERT)
				.params(instance, identity.instanceKey(1), identity.definition(), identity.path(),
						identity.destination(), key, Timestamp.valueOf(BatchTables.local(at)))
				.update();
		});
	}

	/**
	 * Before the file is sent, perhaps again: its history has the last word then. What
	 * lies under its key stays known.
	 * @return when the last delivery of the file was proved
	 */
	Optional<Instant> unsettle(UploadIdentity identity) {
		List<Line> lines = lines(identity);
		Optional<Line> last = last(lines);
		last.filter((line) -> line.key().equals(identity.instanceKey(1)))
			.ifPresent((line) -> lines
				.forEach((known) -> this.jdbc.sql(UNSETTLE).param(known.delivery().upload()).update()));
		return last.map(Line::at);
	}

	private static Optional<Line> last(List<Line> lines) {
		return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
	}

	private List<Line> lines(UploadIdentity identity) {
		return lines(List.of(identity)).getOrDefault(Sending.of(identity), List.of());
	}

	/**
	 * The newest comes last. To HSQLDB a name with blanks at its end is the same without
	 * them, so what is written is not told by a name.
	 */
	private Map<Sending, List<Line>> lines(Collection<UploadIdentity> identities) {
		List<String> files = new ArrayList<>(identities.size());
		identities.forEach((identity) -> files.add(identity.path()));
		Map<Sending, List<Line>> lines = new HashMap<>();
		this.jdbc.sql(OF_FILES).param("files", files).query((row) -> {
			lines.computeIfAbsent(Sending.of(row), (sending) -> new ArrayList<>(1))
				.add(new Line(row.getString("JOB_KEY"),
						new EarlierDelivery(row.getLong("JOB_INSTANCE_ID"), row.getString("OBJECT_KEY")),
						Objects.requireNonNull(BatchTables.instant(row, "DELIVERED")), row.getInt("SHARED") > 0));
		});
		return lines;
	}

	/** Where a file goes, and by which definition. */
	private record Sending(String definition, String file, String destination) {

		static Sending of(UploadIdentity identity) {
			return new Sending(identity.definition(), identity.path(), identity.destination());
		}

		static Sending of(ResultSet row) throws SQLException {
			return new Sending(row.getString("DEFINITION"), row.getString("FILE"), row.getString("DESTINATION"));
		}

	}

	/**
	 * A delivery.
	 *
	 * @param key of the version's first attempt
	 * @param at when it was proved
	 * @param shared whether other deliveries had the key of its object too: mostly none
	 * had, and only then it is asked which came last
	 */
	record Line(String key, EarlierDelivery delivery, Instant at, boolean shared) {
	}

}
