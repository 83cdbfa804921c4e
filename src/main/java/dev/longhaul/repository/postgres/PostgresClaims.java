package dev.longhaul.repository.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.longhaul.machine.Heartbeat;
import dev.longhaul.repository.SharedClaims;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process works on, so that no other process of any machine does: advisory
 * locks of a session, on a connection of their own. PostgreSQL frees them when the
 * process dies, however it dies; a connection that is lost has lost them too, and then
 * nothing may go on.
 */
public final class PostgresClaims implements SharedClaims, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(PostgresClaims.class);

	private static final Duration BEAT = Duration.ofSeconds(5);

	private static final int PATIENCE_SECONDS = 10;

	private final PostgresAccess access;

	private final Connection connection;

	private final String schema;

	private final Heartbeat heart = new Heartbeat("claims");

	/** Guarded by this object, like the connection. */
	private Runnable onLoss = () -> {
	};

	private volatile @Nullable RepositoryAway lost;

	private PostgresClaims(PostgresAccess access, Connection connection, String schema) {
		this.access = access;
		this.connection = connection;
		this.schema = schema;
	}

	/**
	 * Begins without a claim.
	 * @param command told to those who find something claimed
	 * @throws RepositoryAway if the database does not answer
	 * @throws RepositoryUnusable if a person has to do something first
	 */
	public static PostgresClaims open(PostgresAccess access, String command) {
		try {
			Connection connection = access.connect(command, PATIENCE_SECONDS);
			try (Statement statement = connection.createStatement()) {
				statement.execute(PostgresAccess.NOTICE_VANISHED_MACHINES);
				PostgresClaims claims = new PostgresClaims(access, connection, PostgresLocks.schemaOf(connection));
				claims.ask("pg_try_advisory_lock_shared", List.of(PostgresLocks.AT_WORK));
				claims.heart.every(BEAT, claims::beat);
				return claims;
			}
			catch (SQLException | RuntimeException ex) {
				connection.close();
				throw ex;
			}
		}
		catch (SQLException ex) {
			throw access.failure(ex);
		}
	}

	/**
	 * Says what has to be done when the claims are lost.
	 * @param action done once, at once if they are lost already
	 */
	public synchronized void whenLost(Runnable action) {
		this.onLoss = action;
		if (this.lost != null) {
			action.run();
		}
	}

	/** By one statement. */
	@Override
	public synchronized Optional<Claimed> take(String... names) {
		requireHeld();
		try {
			List<String> taken = ask("pg_try_advisory_lock", List.of(names));
			if (taken.size() == names.length) {
				return Optional.of(() -> free(taken));
			}
			free(taken);
			return Optional.empty();
		}
		catch (SQLException ex) {
			throw lose(ex);
		}
	}

	@Override
	public Optional<String> sender(String name) {
		return holder(PostgresLease.sending(name));
	}

	@Override
	public synchronized Optional<String> holder(String name) {
		requireHeld();
		try {
			return PostgresLocks.of(this.connection).holder(name);
		}
		catch (SQLException ex) {
			throw lose(ex);
		}
	}

	/**
	 * Looks whether the claims are still this process's.
	 * @throws RepositoryAway if they are not; they will never be again
	 */
	public void requireHeld() {
		RepositoryAway away = this.lost;
		if (away != null) {
			throw away;
		}
	}

	@Override
	public synchronized void requireHeldAsOfNow() {
		requireHeld();
		try {
			askForLife();
		}
		catch (SQLException ex) {
			throw lose(ex);
		}
	}

	private void askForLife() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("select 1");
		}
	}

	private synchronized void free(List<String> names) {
		try {
			if (this.lost == null && !names.isEmpty()) {
				ask("pg_advisory_unlock", names);
			}
		}
		catch (SQLException ex) {
			lose(ex); // then it is free
		}
	}

	private synchronized void beat() {
		try {
			if (this.lost == null) {
				askForLife();
			}
		}
		catch (SQLException ex) {
			lose(ex);
		}
	}

	/** Calls a function for each lock; those are answered for which it says yes. */
	private List<String> ask(String function, List<String> names) throws SQLException {
		String calls = names.stream().map((name) -> function + "(?)").collect(Collectors.joining(", ", "select ", ""));
		try (PreparedStatement statement = this.connection.prepareStatement(calls)) {
			for (int i = 0; i < names.size(); i++) {
				statement.setLong(i + 1, PostgresLocks.number(this.schema, names.get(i)));
			}
			List<String> yes = new ArrayList<>();
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				for (int i = 0; i < names.size(); i++) {
					if (row.getBoolean(i + 1)) {
						yes.add(names.get(i));
					}
				}
			}
			return yes;
		}
	}

	private RepositoryAway lose(SQLException ex) {
		RepositoryAway away = this.lost;
		if (away == null) {
			away = new RepositoryAway(this.access, String.valueOf(ex.getMessage()), ex);
			this.lost = away;
			log.warn("the connection that held this process's claims was lost, and another process may take over: {}",
					away.getMessage());
			this.onLoss.run();
		}
		return away;
	}

	/** Frees all of them. */
	@Override
	public void close() {
		this.heart.close();
		synchronized (this) {
			try {
				this.connection.close();
			}
			catch (SQLException ex) {
				log.debug("the claims' connection was gone", ex);
			}
		}
	}

}
