package dev.longhaul.repository;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.longhaul.machine.DaemonThreads;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * The repository's database for its owner, who may write: a pool of connections, once the
 * tables are what this version needs. It is opened on a thread of its own, for that takes
 * about as long as Spring takes to read its wiring, and neither needs the other.
 */
public final class OwnersDatabase implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(OwnersDatabase.class);

	private static final int MOST_CONNECTIONS = 24;

	/** How long a commit may wait for its way to the disk. */
	static final Duration UNSYNCED = Duration.ofMillis(100);

	/** PostgreSQL's statements are short, and its server is shared. */
	private static final int MOST_SHARED_CONNECTIONS = 10;

	/** In milliseconds: a run is to end soon when the server is away. */
	private static final int PATIENCE_FOR_CONNECTION = 5_000;

	/** In milliseconds: firewalls forget old connections. */
	private static final int LONGEST_LIFE = 1_800_000;

	private final DataSource connections;

	private final Runnable closing;

	private final AtomicBoolean open = new AtomicBoolean(true);

	private OwnersDatabase(DataSource connections, Runnable closing) {
		this.connections = connections;
		this.closing = closing;
	}

	/**
	 * Opens the database in a home, and serves it to those who only read.
	 * @param writes looks after what the database says only in its log
	 * @return fails as the driver does, or as Flyway
	 */
	public static CompletableFuture<OwnersDatabase> open(HomeLock lock, LostWrites writes) {
		Home home = lock.home();
		BasicDataSource pool = new BasicDataSource();
		pool.setUrl(home.access().url());
		pool.setUsername(EmbeddedAccess.USER);
		pool.setPassword(home.access().password());
		pool.setMaxTotal(MOST_CONNECTIONS);
		pool.setMaxIdle(MOST_CONNECTIONS);
		pool.setTestOnBorrow(false);
		// HSQLDB compiles a statement anew unless it is kept: that costs more than to
		// carry it out
		pool.setPoolPreparedStatements(true);
		pool.setMaxOpenPreparedStatements(64); // of a connection
		return aside(pool, () -> {
			Tables.HSQLDB.require(pool);
			// warnings: LostWrites listens
			JdbcClient.create(pool).sql("SET DATABASE EXTERNAL EVENT LOG LEVEL 2").update();
			JdbcClient.create(pool).sql("SET FILES WRITE DELAY %d MILLIS".formatted(UNSYNCED.toMillis())).update();
			RepositoryServer server = RepositoryServer.start(lock, pool, writes);
			return new OwnersDatabase(pool, () -> {
				server.close();
				if (writes.isMoved()) {
					close(pool); // whoever has the files now is not written over
				}
				else {
					shutDown(home, pool);
				}
			});
		});
	}

	/**
	 * Opens a database that several machines share.
	 * @param session settings of each connection, as SQL
	 * @param patience in seconds for an answer
	 * @return fails as the driver does, or as Flyway
	 */
	public static CompletableFuture<OwnersDatabase> open(PostgresAccess access, PostgresClaims claims, String command,
			String session, int patience) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(access.url());
		pool.setUsername(access.user());
		pool.setPassword(access.password());
		pool.setMaximumPoolSize(MOST_SHARED_CONNECTIONS);
		pool.setMinimumIdle(1);
		pool.setIdleTimeout(0);
		pool.setConnectionTimeout(PATIENCE_FOR_CONNECTION);
		pool.setMaxLifetime(LONGEST_LIFE);
		pool.setConnectionInitSql(session);
		Properties properties = new Properties();
		properties.putAll(access.properties(command, patience));
		pool.setDataSourceProperties(properties);
		DataSource claimed = new ClaimedDataSource(pool, claims);
		return aside(pool, () -> {
			Tables.POSTGRESQL.require(claimed);
			return new OwnersDatabase(claimed, () -> close(pool));
		});
	}

	private static CompletableFuture<OwnersDatabase> aside(AutoCloseable pool, Supplier<OwnersDatabase> opening) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return opening.get();
			}
			catch (RuntimeException | Error ex) {
				close(pool);
				throw ex;
			}
		}, new DaemonThreads("repository-opening"));
	}

	private static void shutDown(Home home, BasicDataSource pool) {
		// not by the URL's shutdown=true: it would act whenever the pool renews its last
		// connection; nor by one of the pool, which would open the database once more to
		// replace that
		try (Connection last = home.access().connect(); Statement statement = last.createStatement()) {
			close(pool);
			if (OwnCheckpoint.isOver()) {
				statement.execute("SHUTDOWN");
			}
		}
		catch (SQLException ex) {
			throw CannotOpen.because(home, ex);
		}
	}

	/** Its connections; a part in flight holds none. */
	public DataSource connections() {
		return new LazyConnectionDataSourceProxy(this.connections);
	}

	/** Closes the connections, and a database that is nobody else's. */
	@Override
	public void close() {
		if (this.open.getAndSet(false)) {
			this.closing.run();
		}
	}

	private static void close(AutoCloseable pool) {
		try {
			pool.close();
		}
		catch (Exception ex) {
			log.debug("a connection was not closed in order", ex);
		}
	}

}
