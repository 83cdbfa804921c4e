package dev.longhaul.repository.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.RepositoryUnusable;
import dev.longhaul.repository.Tables;
import dev.longhaul.repository.home.Home;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Reads a repository in PostgreSQL. What is claimed there tells what is being worked on,
 * by any machine.
 */
public final class PostgresReader implements RepositoryReader {

	private static final int PATIENCE_SECONDS = 60;

	private final PostgresAccess access;

	private final Home home;

	/**
	 * A reader.
	 * @param home whose own repository, if it has one, is not read
	 */
	public PostgresReader(PostgresAccess access, Home home) {
		this.access = access;
		this.home = home;
	}

	@Override
	public String place() {
		return "the repository at " + this.access;
	}

	@Override
	public Optional<String> passedOver() {
		if (!this.home.database().exist()) {
			return Optional.empty();
		}
		String advice = connected(PostgresReader::isEmpty) ? move()
				: ("%s has uploads already, and 'longhaul migrate' "
						+ "would only end a move there that was cut off; move %s away once nothing of it is wanted")
					.formatted(this.access, files());
		return Optional.of(own() + "; " + advice);
	}

	/**
	 * Looks whether the home has a repository that was to be moved here first: with an
	 * empty one all that was delivered would be sent again.
	 * @throws RepositoryUnusable if so
	 */
	public void requireMoved() {
		if (this.home.database().exist() && connected(PostgresReader::isEmpty)) {
			throw new RepositoryUnusable(
					"%s, and %s is empty: nothing is begun, for all would be sent again; %s, or move %s away to begin anew"
						.formatted(own(), this.access, move(), files()));
		}
	}

	private String own() {
		return "%s holds a repository of its own, which is not used while longhaul.repository.url is set"
			.formatted(this.home.folder());
	}

	private String move() {
		return "'longhaul migrate' moves what it knows to " + this.access;
	}

	private Path files() {
		return this.home.folder().resolve("repository.*");
	}

	@Override
	public Optional<String> holder() {
		return connected((connection) -> PostgresLocks.of(connection).holder(PostgresLocks.AT_WORK));
	}

	@Override
	public <T> Optional<T> read(Question<T> question) {
		return connected((connection) -> {
			JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			if (!hasTables(connection)) {
				return Optional.empty();
			}
			PostgresLocks locks = PostgresLocks.of(connection);
			return Optional.of(question.ask(jdbc, (name, created) -> locks.holder(name).isPresent()));
		});
	}

	/**
	 * Looks at the database as a doctor does.
	 * @throws RepositoryUnusable if its tables are those of a newer version
	 */
	public Examination examine(Clock clock) {
		return connected((connection) -> {
			PostgresLocks.schemaOf(connection);
			String version = connection.getMetaData().getDatabaseProductVersion();
			return new Examination(version, schemaVersion(connection), ahead(connection, clock));
		});
	}

	private Optional<String> schemaVersion(Connection connection) throws SQLException {
		if (!hasTables(connection)) {
			return Optional.empty();
		}
		try {
			Flyway flyway = Tables.POSTGRESQL.flyway(new SingleConnectionDataSource(connection, true))
				.ignoreMigrationPatterns("*:pending", "*:ignored")
				.load();
			flyway.validate();
			return Optional.ofNullable(flyway.info().getInfoResult().schemaVersion);
		}
		catch (FlywayValidateException ex) {
			throw RepositoryUnusable.newer("at " + this.access, ex);
		}
		catch (FlywayException ex) {
			throw new RepositoryUnusable("the repository at %s has tables whose version cannot be told (%s)"
				.formatted(this.access, ex.getMessage()), ex);
		}
	}

	private static Duration ahead(Connection connection, Clock clock) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select clock_timestamp()")) {
			row.next();
			return Duration.between(clock.instant(), row.getObject(1, OffsetDateTime.class).toInstant());
		}
	}

	private static boolean hasTables(Connection connection) throws SQLException {
		return is("to_regclass('batch_job_execution_context') is not null", connection);
	}

	/** Whether a move would take place. An older version may not have all tables yet. */
	private static boolean isEmpty(Connection connection) throws SQLException {
		return !hasRows("BATCH_JOB_INSTANCE", connection) && !hasRows("DELIVERED_FILE", connection);
	}

	private static boolean hasRows(String table, Connection connection) throws SQLException {
		return is("to_regclass('%s') is not null".formatted(table), connection)
				&& is("exists (select 1 from %s)".formatted(table), connection);
	}

	private static boolean is(String condition, Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select " + condition)) {
			row.next();
			return row.getBoolean(1);
		}
	}

	private <T> T connected(Work<T> work) {
		try (Connection connection = this.access.connect("reader", PATIENCE_SECONDS)) {
			connection.setReadOnly(true);
			return work.with(connection);
		}
		catch (SQLException ex) {
			throw this.access.unread(ex);
		}
		catch (DataAccessException ex) {
			throw (ex.getMostSpecificCause() instanceof SQLException cause) ? this.access.unread(cause) : ex;
		}
	}

	/**
	 * What is found.
	 *
	 * @param schemaVersion nothing before the first run
	 * @param ahead of its clock before this machine's
	 */
	public record Examination(String version, Optional<String> schemaVersion, Duration ahead) {

	}

	/** What is done with a connection. */
	@FunctionalInterface
	private interface Work<T> {

		T with(Connection connection) throws SQLException;

	}

}
