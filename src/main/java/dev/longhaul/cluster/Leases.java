package dev.longhaul.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.longhaul.cluster.RangeQueue.Loan;
import dev.longhaul.cluster.RangeQueue.Setting;
import dev.longhaul.machine.Heartbeat;
import dev.longhaul.repository.postgres.PostgresAccess;
import dev.longhaul.repository.postgres.PostgresLease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that stay open while a range is sent, whatever engine holds the requests:
 * a manager sees by them that somebody still sends parts of an upload. PostgreSQL ends
 * the session of a holder that says nothing for a while, which is frozen or whose machine
 * is gone. The connections are beside the repository's, for a part's checkpoint is
 * committed meanwhile.
 */
final class Leases implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(Leases.class);

	private static final int PATIENCE_SECONDS = 60;

	/** How often in the time of a loan its holder says that it is alive. */
	private static final int BEATS = 6;

	private final Set<Connection> held = ConcurrentHashMap.newKeySet();

	private final Heartbeat heart = new Heartbeat("loans");

	private final HikariDataSource connections;

	private final Consumer<String> onLoss;

	/**
	 * Connections for as many leases as there may be loans.
	 * @param onLoss told when one has run out while this process worked on its range
	 */
	Leases(PostgresAccess access, Setting setting, Consumer<String> onLoss) {
		this.onLoss = onLoss;
		this.connections = connections(access, setting);
		this.heart.every(Duration.ofMillis(Math.max(1, setting.loan().toMillis() / BEATS)), this::beat);
	}

	private static HikariDataSource connections(PostgresAccess access, Setting setting) {
		HikariDataSource connections = new HikariDataSource();
		connections.setPoolName("loans");
		connections.setJdbcUrl(access.url());
		connections.setUsername(access.user());
		connections.setPassword(access.password());
		access.properties(setting.command(), PATIENCE_SECONDS).forEach(connections::addDataSourceProperty);
		// one that polls, beside those that hold
		connections.setMaximumPoolSize(setting.loansAtOnce() + 1);
		connections.setMinimumIdle(0);
		connections.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
		connections
			.setConnectionInitSql("set idle_in_transaction_session_timeout = %d".formatted(setting.loan().toMillis()));
		return connections;
	}

	DataSource connections() {
		return this.connections;
	}

	/** Begins a transaction for a lease of its own. */
	Loan keep(String claim) {
		try {
			Connection connection = this.connections.getConnection();
			try {
				connection.setAutoCommit(false);
				return new Own(keep(connection, claim), connection);
			}
			catch (SQLException | RuntimeException ex) {
				end(connection);
				throw ex;
			}
		}
		catch (SQLException ex) {
			throw lostAtOnce(ex);
		}
	}

	/** Makes a lease of the transaction that a connection is in. */
	Loan keep(Connection connection, String claim) {
		try {
			// the driver's own may be used by two threads
			Connection own = connection.unwrap(Connection.class);
			PostgresLease.share(own, PostgresLease.sending(claim));
			this.held.add(own);
			return new Held(own);
		}
		catch (SQLException ex) {
			throw lostAtOnce(ex);
		}
	}

	private static IllegalStateException lostAtOnce(SQLException ex) {
		return new IllegalStateException("the loan of a range was lost at once: " + ex.getMessage(), ex);
	}

	private static void end(Connection connection) {
		try (connection) {
			connection.rollback();
		}
		catch (SQLException ex) {
			log.debug("the lease had ended with its session", ex);
		}
	}

	private void beat() {
		List.copyOf(this.held).forEach(this::beat);
	}

	private void beat(Connection connection) {
		try (Statement statement = connection.createStatement()) {
			statement.execute("select 1");
		}
		catch (SQLException ex) {
			if (this.held.remove(connection)) {
				this.onLoss.accept("the loan of a range has run out, and another worker may have it (%s)"
					.formatted(String.valueOf(ex.getMessage()).lines().findFirst().orElse("")));
			}
		}
	}

	@Override
	public void close() {
		this.heart.close();
		this.connections.close();
	}

	/** A lease by a transaction that somebody else ends. */
	private final class Held implements Loan {

		private final Connection connection;

		Held(Connection connection) {
			this.connection = connection;
		}

		/** Ends the session: a rollback would need the thread that is at it. */
		@Override
		public void giveUp() {
			Leases.this.held.remove(this.connection); // it is not lost
			try {
				this.connection.abort(Runnable::run);
			}
			catch (SQLException ex) {
				// without a heartbeat the server ends it in time
				log.debug("the session of a loan could not be ended", ex);
			}
		}

		@Override
		public void close() {
			Leases.this.held.remove(this.connection);
		}

	}

	/** A lease by a transaction of its own. */
	private record Own(Loan held, Connection connection) implements Loan {

		@Override
		public void giveUp() {
			this.held.giveUp();
		}

		@Override
		public void close() {
			this.held.close();
			end(this.connection);
		}

	}

}
