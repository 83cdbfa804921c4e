package dev.longhaul.repository.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;

import dev.longhaul.repository.RepositoryUnusable;
import dev.longhaul.repository.Tables;
import dev.longhaul.repository.home.DamagedHome;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeLock;
import dev.longhaul.repository.home.SharedSign;
import org.hsqldb.HsqlException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Moves all that the repository in the home knows into an empty one in PostgreSQL: rows
 * as they are, so that unfinished uploads go on and delivered files are known.
 */
public final class RepositoryMove {

	/** In the order of the foreign keys. */
	private static final List<String> TABLES = List.of("BATCH_JOB_INSTANCE", "BATCH_JOB_EXECUTION",
			"BATCH_JOB_EXECUTION_PARAMS", "BATCH_STEP_EXECUTION", "BATCH_STEP_EXECUTION_CONTEXT",
			"BATCH_JOB_EXECUTION_CONTEXT", "DELIVERED_FILE", "EARLIER_OBJECT", "LAST_RUN", "LAST_RUN_FAILURE",
			"LAST_RUN_FAILED", "BEGUN_RUN", "BEGUN_REBUILD");

	/** Numbers of pruned uploads are not given again. */
	private static final List<String> SEQUENCES = List.of(
			"select setval('batch_job_instance_seq', 1 + greatest((select coalesce(max(JOB_INSTANCE_ID), 0) from "
					+ "BATCH_JOB_INSTANCE), (select coalesce(max(JOB_INSTANCE_ID), 0) from DELIVERED_FILE)), false)",
			"select setval('batch_job_execution_seq', 1 + (select coalesce(max(JOB_EXECUTION_ID), 0) from "
					+ "BATCH_JOB_EXECUTION), false)",
			"select setval('batch_step_execution_seq', 1 + (select coalesce(max(STEP_EXECUTION_ID), 0) from "
					+ "BATCH_STEP_EXECUTION), false)");

	/** Deliveries whose upload is not there any more. */
	private static final String PRUNED = "select count(*) from DELIVERED_FILE d where not exists (select 1 from "
			+ "BATCH_JOB_INSTANCE i where i.JOB_INSTANCE_ID = d.JOB_INSTANCE_ID)";

	private static final String UPLOADS = "select count(*) from BATCH_JOB_INSTANCE";

	private static final String FILLED = "select (select count(*) from BATCH_JOB_INSTANCE) + "
			+ "(select count(*) from DELIVERED_FILE)";

	private static final int AT_ONCE = 1000;

	private static final int PATIENCE_SECONDS = 600;

	private RepositoryMove() {
	}

	/**
	 * Moves, in one transaction; the database's files in the home are put aside when it
	 * is committed.
	 * @param lock of the home, so that nobody works on the database
	 * @throws RepositoryUnusable if there is nothing to move, or the other one is not
	 * empty
	 * @throws RepositoryAway if the server does not answer
	 */
	public static Moved move(HomeLock lock, PostgresAccess access) {
		Home home = lock.home();
		Path aside = home.folder().resolve("moved-to-postgresql");
		if (!home.hasRepository()) {
			throw new RepositoryUnusable((Files.isDirectory(aside)
					? "the repository of the home %s was moved already, and its files are in %s; nothing is to be moved"
					: "the home %s holds no repository; nothing is to be moved")
				.formatted(home.folder(), aside));
		}
		Moved moved = copy(home, access, aside);
		// before the home is empty: who then ran without these settings would send all
		// anew
		new SharedSign(home).write(access.url());
		try {
			home.database().moveTo(aside);
		}
		catch (IOException ex) {
			throw new RepositoryUnusable(
					("all is moved to %s, but the database's files in %s cannot be put aside (%s); "
							+ "move them away by hand")
						.formatted(access, home.folder(), ex.getMessage()),
					ex);
		}
		return moved;
	}

	private static Moved copy(Home home, PostgresAccess access, Path aside) {
		try (Connection from = home.access().connectOnce()) {
			// one that an older version has left
			Tables.HSQLDB.require(new SingleConnectionDataSource(from, true));
			return copy(from, access, aside);
		}
		catch (SQLException ex) {
			throw DamagedHome.of(home, String.valueOf(ex.getMessage()), ex);
		}
	}

	private static Moved copy(Connection from, PostgresAccess access, Path aside) throws SQLException {
		// HSQLDB gathers a result before it shows it; beyond so many rows not in the heap
		execute(from, "set session result memory rows 10000");
		try (Connection to = access.connect("migrate", PATIENCE_SECONDS)) {
			PostgresLocks.schemaOf(to);
			Tables.POSTGRESQL.require(new SingleConnectionDataSource(to, true));
			to.setAutoCommit(false);
			// nobody begins an upload there meanwhile
			execute(to,
					"lock table BATCH_JOB_INSTANCE, DELIVERED_FILE, LAST_RUN, BEGUN_RUN, BEGUN_REBUILD in exclusive mode");
			if (count(to, FILLED) == 0) {
				copyAll(from, to);
				to.commit();
			}
			else if (!isMoved(from, to)) {
				throw new RepositoryUnusable(
						("the repository at %s is not empty; nothing was moved. Name an empty schema "
								+ "or database in longhaul.repository.url")
							.formatted(access));
			}
			return new Moved(count(from, UPLOADS), count(from, PRUNED), aside);
		}
		catch (SQLException ex) {
			if (ex.getCause() instanceof HsqlException) {
				throw ex;
			}
			throw access.failure(ex);
		}
	}

	private static void copyAll(Connection from, Connection to) throws SQLException {
		// a run that found nothing is noted there, and nothing besides
		execute(to, "delete from LAST_RUN");
		execute(to, "delete from BEGUN_RUN");
		execute(to, "delete from BEGUN_REBUILD");
		for (String table : TABLES) {
			copy(table, from, to);
		}
		for (String sequence : SEQUENCES) {
			execute(to, sequence);
		}
	}

	/**
	 * Whether all is there already: a kill came between the commit of an earlier move and
	 * putting the files aside.
	 */
	private static boolean isMoved(Connection from, Connection to) throws SQLException {
		return holds(to, from,
				"select JOB_EXECUTION_ID, CREATE_TIME from BATCH_JOB_EXECUTION order by JOB_EXECUTION_ID")
				&& holds(to, from, "select JOB_INSTANCE_ID, DELIVERED from DELIVERED_FILE order by JOB_INSTANCE_ID");
	}

	/**
	 * Whether one database has all the rows of the other.
	 * @param query of a number, ascending, and a time, of which PostgreSQL keeps less
	 */
	private static boolean holds(Connection to, Connection from, String query) throws SQLException {
		try (Statement here = from.createStatement();
				ResultSet own = here.executeQuery(query);
				Statement there = to.createStatement()) {
			there.setFetchSize(AT_ONCE);
			try (ResultSet others = there.executeQuery(query)) {
				while (own.next()) {
					boolean found = others.next();
					while (found && others.getLong(1) < own.getLong(1)) {
						found = others.next();
					}
					if (!found || others.getLong(1) != own.getLong(1) || !isSame(time(own), time(others))) {
						return false;
					}
				}
				return true;
			}
		}
	}

	private static LocalDateTime time(ResultSet row) throws SQLException {
		return row.getObject(2, LocalDateTime.class);
	}

	private static boolean isSame(LocalDateTime one, LocalDateTime other) {
		return Duration.between(one, other).abs().compareTo(Duration.ofMillis(1)) < 0;
	}

	private static void copy(String table, Connection from, Connection to) throws SQLException {
		try (Statement select = from.createStatement();
				ResultSet rows = select.executeQuery("select * from " + table)) {
			int columns = rows.getMetaData().getColumnCount();
			StringBuilder names = new StringBuilder(rows.getMetaData().getColumnName(1));
			for (int column = 2; column <= columns; column++) {
				names.append(", ").append(rows.getMetaData().getColumnName(column));
			}
			String marks = String.join(", ", Collections.nCopies(columns, "?"));
			try (PreparedStatement insert = to
				.prepareStatement("insert into %s (%s) values (%s)".formatted(table, names, marks))) {
				int copied = 0;
				while (rows.next()) {
					for (int column = 1; column <= columns; column++) {
						insert.setObject(column, rows.getObject(column));
					}
					insert.addBatch();
					copied++;
					if (copied % AT_ONCE == 0) {
						insert.executeBatch();
					}
				}
				insert.executeBatch();
			}
		}
	}

	private static int count(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getInt(1);
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * What was moved.
	 *
	 * @param uploads finished and unfinished
	 * @param pruned files of which only a line was left
	 * @param aside where the files are now from which it came
	 */
	public record Moved(int uploads, int pruned, Path aside) {

	}

}
