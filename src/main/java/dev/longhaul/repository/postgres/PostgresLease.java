package dev.longhaul.repository.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Tells others, by a lock of a transaction, that something is being sent: it ends with
 * the transaction, however that ends.
 */
public final class PostgresLease {

	private PostgresLease() {
	}

	/** The name under which is looked whether parts of an upload are being sent. */
	public static String sending(String claim) {
		return "sending " + claim;
	}

	/** Locks for this transaction, together with others who send parts of the upload. */
	public static void share(Connection connection, String name) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("select pg_advisory_xact_lock_shared(?)")) {
			statement.setLong(1, PostgresLocks.number(PostgresLocks.schemaOf(connection), name));
			statement.execute();
		}
	}

}
