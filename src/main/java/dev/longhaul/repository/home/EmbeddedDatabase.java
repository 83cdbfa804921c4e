package dev.longhaul.repository.home;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.repository.OwnersDatabase;
import dev.longhaul.repository.Tables;
import org.apache.commons.dbcp2.BasicDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes a home's database the one of its owner, which others read through it, and shuts
 * it down after the owner's last word.
 */
public final class EmbeddedDatabase {

	private static final int MOST_CONNECTIONS = 24;

	/** How long a commit may wait for its way to the disk. */
	static final Duration UNSYNCED = Duration.ofMillis(100);

	private EmbeddedDatabase() {
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
		return OwnersDatabase.aside(pool, () -> {
			Tables.HSQLDB.require(pool);
			// warnings: LostWrites listens
			JdbcClient.create(pool).sql("SET DATABASE EXTERNAL EVENT LOG LEVEL 2").update();
			JdbcClient.create(pool).sql("SET FILES WRITE DELAY %d MILLIS".formatted(UNSYNCED.toMillis())).update();
			RepositoryServer server = RepositoryServer.start(lock, pool, writes);
			return new OwnersDatabase(pool, () -> {
				server.close();
				if (writes.isMoved()) {
					OwnersDatabase.close(pool); // whoever has the files now is not
												// written over
				}
				else {
					shutDown(home, pool);
				}
			});
		});
	}

	private static void shutDown(Home home, BasicDataSource pool) {
		// not by the URL's shutdown=true: it would act whenever the pool renews its last
		// connection; nor by one of the pool, which would open the database once more to
		// replace that
		try (Connection last = home.access().connect(); Statement statement = last.createStatement()) {
			OwnersDatabase.close(pool);
			if (OwnCheckpoint.isOver()) {
				statement.execute("SHUTDOWN");
			}
		}
		catch (SQLException ex) {
			throw CannotOpen.because(home, ex);
		}
	}

}
