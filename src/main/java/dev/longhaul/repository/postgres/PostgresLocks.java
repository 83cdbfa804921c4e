package dev.longhaul.repository.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.repository.RepositoryUnusable;

/**
 * The advisory locks of this repository's processes: which there are and who holds them.
 * Advisory locks are the database's; each schema in it is a repository of its own.
 */
record PostgresLocks(String schema, Map<Long, String> holders) {

	/** Held, together with the others, by each process that is at work. */
	static final String AT_WORK = "at work";

	/** PostgreSQL keeps a lock's number in two halves. */
	private static final String HELD = """
			select (l.classid::bigint << 32) | l.objid::bigint, a.application_name, a.backend_start
			from pg_locks l join pg_stat_activity a on a.pid = l.pid
			where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
			and l.database = (select oid from pg_database where datname = current_database())""";

	static PostgresLocks of(Connection connection) throws SQLException {
		Map<Long, String> holders = new HashMap<>();
		try (PreparedStatement statement = connection.prepareStatement(HELD);
				ResultSet rows = statement.executeQuery()) {
			while (rows.next()) {
				// null where another user has it
				OffsetDateTime since = rows.getObject(3, OffsetDateTime.class);
				holders.put(rows.getLong(1), rows.getString(2)
						+ ((since != null) ? " since " + since.toInstant().truncatedTo(ChronoUnit.SECONDS) : ""));
			}
		}
		return new PostgresLocks(schemaOf(connection), holders);
	}

	/**
	 * The schema that a connection works in.
	 * @throws RepositoryUnusable if there is none
	 */
	static String schemaOf(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("select current_schema(), current_user");
				ResultSet row = statement.executeQuery()) {
			row.next();
			String user = row.getString(2);
			// PostgreSQL passes over one that may not be used as if it were not there
			return Optional.ofNullable(row.getString(1))
				.orElseThrow(() -> new RepositoryUnusable(("the repository's schema, which longhaul.repository.url "
						+ "names by currentSchema, does not exist, or user %s may not use it; nothing was started. Make "
						+ "it by 'create schema', or let this user in by 'grant usage, create on schema'")
					.formatted(user)));
		}
	}

	/** The number of the lock by this name; two names have one by a chance of 2^-64. */
	static long number(String schema, String name) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest(("longhaul/" + schema + "/" + name).getBytes(StandardCharsets.UTF_8));
			return ByteBuffer.wrap(digest).getLong();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex); // every JVM has it
		}
	}

	/** Who holds the claim of this name, in words. */
	Optional<String> holder(String name) {
		return Optional.ofNullable(this.holders.get(number(this.schema, name)));
	}

}
