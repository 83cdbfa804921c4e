package dev.longhaul.repository;

import java.util.Properties;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * The repository's database for its owner, who may write: a pool of connections, once the
 * tables are what this version needs. It is opened on a thread of its own, for that takes
 * about as long as Spring takes to read its wiring, and neither needs the other.
 */
public final class OwnersDatabase implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(OwnersDatabase.class);

	private static final int MOST_CONNECTIONS = 24;

	/** PostgreSQL's statements are short, and its server is shared. */
	private static final int MOST_SHARED_CONNECTIONS = 10;

	/** In milliseconds: a run is to end soon when the server is away. */
	private static final int PATIENCE_FOR_CONNECTION = 5_000;

	/** In milliseconds: firewalls forget old connections. */
	private static final int LONGEST_LIFE = 1_800_000;

	private final DataSource connections;

	private final AutoCloseable pool;

	private OwnersDatabase(DataSource connections, AutoCloseable pool) {
		this.connections = connections;
		this.pool = pool;
	}

	/**
	 * Opens the database in a home, whose lock this process holds.
	 * @return fails as the driver does, or as Flyway
	 */
	public static CompletableFuture<OwnersDatabase> open(Home home) {
		BasicDataSource pool = new BasicDataSource();
		pool.setUrl(home.ownerUrl());
		pool.setUsername(Home.OWNER);
		pool.setPassword(home.password());
		pool.setMaxTotal(MOST_CONNECTIONS);
		pool.setMaxIdle(MOST_CONNECTIONS);
		pool.setTestOnBorrow(false);
		// HSQLDB compiles a statement anew unless it is kept: that costs more than to
		// carry it out
		pool.setPoolPreparedStatements(true);
		pool.setMaxOpenPreparedStatements(64); // of a connection
		return aside(new OwnersDatabase(pool, pool), Tables.HSQLDB);
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
		return aside(new OwnersDatabase(claimed, pool), Tables.POSTGRESQL);
	}

	private static CompletableFuture<OwnersDatabase> aside(OwnersDatabase database, Tables tables) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				tables.require(database.connections);
				return database;
			}
			catch (RuntimeException | Error ex) {
				database.close();
				throw ex;
			}
		}, (opening) -> {
			Thread thread = new Thread(opening, "repository-opening");
			thread.setDaemon(true);
			thread.start();
		});
	}

	/** Its connections; a part in flight holds none. */
	public DataSource connections() {
		return new LazyConnectionDataSourceProxy(this.connections);
	}

	/** Closes the connections. */
	@Override
	public void close() {
		try {
			this.pool.close();
		}
		catch (Exception ex) {
			log.debug("a connection was not closed in order", ex);
		}
	}

}
