package dev.longhaul.repository;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * The repository's tables as this version needs them. Flyway makes them at the first
 * start, brings those of an older Longhaul up to date and refuses those of a newer one.
 */
public enum Tables {

	HSQLDB("V8__begun_rebuilds.sql"), POSTGRESQL("V9__begun_rebuilds.sql");

	private static final Logger log = LoggerFactory.getLogger(Tables.class);

	private final String newest;

	/**
	 * Tables by the migrations of a vendor.
	 * @param newest of them, the name of its file
	 */
	Tables(String newest) {
		this.newest = newest;
	}

	/** Where the migrations are. */
	String location() {
		return "db/migration/" + name().toLowerCase(Locale.ROOT);
	}

	String newest() {
		return this.newest;
	}

	/**
	 * Makes them, or brings them up to date. Flyway is left alone where the newest
	 * migration was the last one that succeeded: to have it look at all of them would
	 * take a sixteenth of a short command.
	 */
	public void require(DataSource database) {
		if (!areCurrent(database)) {
			forgetFailed(database);
			flyway(database).load().migrate();
		}
	}

	/**
	 * A migration that a full disk broke off would be called failed for ever. HSQLDB's
	 * can be run again in the middle; PostgreSQL leaves nothing of one that failed.
	 */
	private void forgetFailed(DataSource database) {
		try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
			if (this == HSQLDB) {
				statement.execute("delete from \"%s\".\"flyway_schema_history\" where \"success\" = false"
					.formatted(connection.getSchema()));
			}
		}
		catch (SQLException ex) {
			log.debug("there are no tables yet: {}", ex.getMessage());
		}
	}

	/** Of one schema: PostgreSQL would look into others of its search path, too. */
	private static String lastApplied(String schema) {
		return """
				select "script", "success" from "%s"."flyway_schema_history" order by "installed_rank" desc"""
			.formatted(schema);
	}

	/**
	 * A database that cannot be opened is not tried once more: HSQLDB would open what its
	 * first try has left half restored, and never come to an end.
	 */
	private boolean areCurrent(DataSource database) {
		try (Connection connection = DataSourceUtils.getConnection(database)) {
			return areCurrent(connection);
		}
		catch (SQLException ex) {
			log.debug("the connection could not be given back", ex);
			return false;
		}
	}

	private boolean areCurrent(Connection connection) {
		try (Statement statement = connection.createStatement()) {
			statement.setMaxRows(1);
			try (ResultSet last = statement.executeQuery(lastApplied(connection.getSchema()))) {
				return last.next() && last.getBoolean("success") && last.getString("script").equals(this.newest);
			}
		}
		catch (SQLException ex) {
			log.debug("there are no tables yet, or Flyway says what is wrong: {}", ex.getMessage());
			return false;
		}
	}

	/** Flyway over their migrations, to be loaded as it is or with a wish more. */
	public FluentConfiguration flyway(DataSource database) {
		return Flyway.configure()
			.dataSource(database)
			.locations("classpath:" + location())
			// not *:future, its default: a repository from a newer Longhaul is refused
			.ignoreMigrationPatterns("*:ignored");
	}

}
