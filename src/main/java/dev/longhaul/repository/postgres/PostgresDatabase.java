package dev.longhaul.repository.postgres;

import java.util.Properties;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.longhaul.repository.OwnersDatabase;
import dev.longhaul.repository.Tables;

/**
 * Makes a database that several machines share the one of an owner among others, for as
 * long as it has its claims.
 */
public final class PostgresDatabase {

	/** PostgreSQL's statements are short, and its server is shared. */
	private static final int MOST_CONNECTIONS = 10;

	/** In milliseconds: a run is to end soon when the server is away. */
	private static final int PATIENCE_FOR_CONNECTION = 5_000;

	/** In milliseconds: firewalls forget old connections. */
	private static final int LONGEST_LIFE = 1_800_000;

	private PostgresDatabase() {
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
		pool.setMaximumPoolSize(MOST_CONNECTIONS);
		pool.setMinimumIdle(1);
		pool.setIdleTimeout(0);
		pool.setConnectionTimeout(PATIENCE_FOR_CONNECTION);
		pool.setMaxLifetime(LONGEST_LIFE);
		pool.setConnectionInitSql(session);
		Properties properties = new Properties();
		properties.putAll(access.properties(command, patience));
		pool.setDataSourceProperties(properties);
		DataSource claimed = new ClaimedDataSource(pool, claims);
		return OwnersDatabase.aside(pool, () -> {
			Tables.POSTGRESQL.require(claimed);
			return new OwnersDatabase(claimed, () -> OwnersDatabase.close(pool));
		});
	}

}
