package dev.longhaul.stub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on a real file system of its own, which can be filled to the last
 * byte. A shell in a mount namespace holds both; no other process sees that disk, and
 * nobody has to be root.
 */
public final class PostgresOnSmallDisk implements AutoCloseable {

	/** The server's user and its database. */
	private static final String OWN = "postgres";

	private static final String DATABASE = "longhaul";

	/**
	 * Ends with its input, so also with the tests. The server tidies up only when it is
	 * told to: what becomes free thereby would be room for a moment.
	 */
	private static final String HOLDER = """
			mount -t tmpfs -o size=64m tmpfs "$disk" || exit
			"$bin/initdb" -D "$disk/data" -U postgres -A trust -E UTF8 --wal-segsize=1 >"$log" 2>&1 || exit
			echo ready
			while read -r word; do
				case $word in
					start) "$bin/postgres" -D "$disk/data" -c listen_addresses=127.0.0.1 -c port="$port" \
						-c unix_socket_directories= -c autovacuum=off -c checkpoint_timeout=1d -c min_wal_size=8MB \
						>>"$log" 2>&1 & ;;
					fill) cat /dev/zero >"$disk/ballast" 2>>"$log" ;;
					free) rm "$disk/ballast" ;;
				esac
				echo ready
			done
			kill -QUIT $! 2>/dev/null
			wait
			""";

	/** Room for the log of what is still tried: that of what was, to be written over. */
	private static final String KEEP_LOG = "select pg_logical_emit_message(false, 'x', repeat('x', 8000000)); checkpoint";

	/**
	 * Changes nothing in any row that nobody has locked, each by itself and again and
	 * again, until no page has room for another version of one of its own.
	 */
	private static final String USE_UP_PAGES = """
			do $$
			declare
				named record;
				old record;
				written int;
			begin
				for named in select oid::regclass as rows, attname as col from pg_class join pg_attribute on attrelid = oid
					where relkind = 'r' and relnamespace = 'public'::regnamespace and attnum = 1 loop
					loop
						written := 0;
						for old in execute format('select ctid from %s for update skip locked', named.rows) loop
							begin
								execute format('update %s set %I = %2$I where ctid = $1', named.rows, named.col) using old.ctid;
								written := written + 1;
							exception when disk_full then null;
							end;
						end loop;
						exit when written = 0;
					end loop;
				end loop;
			end $$""";

	private final Path log;

	private final int port;

	private final Process holder;

	private final Writer words;

	private final BufferedReader answers;

	/** Sees old versions of rows, so that nobody may clear them away. */
	private @Nullable Connection onlooker;

	private PostgresOnSmallDisk(Path folder, Path binaries) {
		this.port = QuietPort.find();
		try {
			this.log = folder.resolve("postgres.log");
			ProcessBuilder builder = new ProcessBuilder("unshare", "--user", "--map-user=1000", "--map-group=1000",
					"--mount", "--keep-caps", "sh", "-c", HOLDER)
				.redirectError(ProcessBuilder.Redirect.INHERIT);
			builder.environment().put("disk", Files.createDirectories(folder.resolve("disk")).toString());
			builder.environment().put("log", this.log.toString());
			builder.environment().put("bin", binaries.toString());
			builder.environment().put("port", String.valueOf(this.port));
			this.holder = builder.start();
			this.words = this.holder.outputWriter(StandardCharsets.UTF_8);
			this.answers = this.holder.inputReader(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		awaitReady();
	}

	/** A server whose database belongs to {@link PostgresServer#USER}, who is trusted. */
	public static PostgresOnSmallDisk in(Path folder, Path binaries) {
		PostgresOnSmallDisk server = new PostgresOnSmallDisk(folder, binaries);
		server.start();
		server.sql("create role carrier login");
		server.sql("create database longhaul owner carrier");
		return server;
	}

	/** The settings of a process whose repository it is. */
	public Map<String, String> settings() {
		return PostgresServer.settings(url(DATABASE));
	}

	/** Starts, also again after it has given up, and waits until it answers. */
	public void start() {
		say("start");
		patiently().ignoreExceptionsInstanceOf(SQLException.class).until(() -> {
			connect(OWN).close();
			return true;
		});
	}

	/**
	 * Leaves no byte free, on the disk and in the pages that the tables have: what still
	 * finds room would be another thing each time.
	 */
	public void fill() {
		sql(KEEP_LOG);
		say("fill");
		try {
			Connection onlooker = connect(DATABASE);
			this.onlooker = onlooker;
			onlooker.setAutoCommit(false);
			onlooker.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			execute(onlooker, "select 1");
			try (Connection other = connect(DATABASE)) {
				execute(other, USE_UP_PAGES);
			}
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Leaves no byte free and writes until there is no room for the log of what is to be
	 * written either, whereupon the server goes down, and stays there.
	 */
	public void exhaust() {
		// else what a checkpoint makes superfluous would be written over
		sql("select pg_create_physical_replication_slot('keeps_the_log', true)");
		say("fill");
		patiently().until(() -> {
			try (Connection connection = connect(OWN); Statement statement = connection.createStatement()) {
				while (true) {
					statement.execute("select pg_logical_emit_message(false, 'x', repeat('x', 500000))");
				}
			}
			catch (SQLException ex) {
				return log().contains("database system is shut down");
			}
		});
	}

	/** Takes away what filled it. */
	public void free() {
		say("free");
		try (Connection ended = this.onlooker) {
			this.onlooker = null;
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
	}

	/** What the server has said. */
	public String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Machines of tests are busy. */
	private static ConditionFactory patiently() {
		return Awaitility.await().atMost(Duration.ofMinutes(1));
	}

	private void sql(String statement) {
		try (Connection connection = connect(OWN)) {
			execute(connection, statement);
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void execute(Connection connection, String statement) throws SQLException {
		try (Statement once = connection.createStatement()) {
			once.execute(statement);
		}
	}

	private Connection connect(String database) throws SQLException {
		return DriverManager.getConnection(url(database), OWN, "");
	}

	private String url(String database) {
		return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(this.port, database);
	}

	private void say(String word) {
		try {
			this.words.write(word + "\n");
			this.words.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		awaitReady();
	}

	private void awaitReady() {
		try {
			if (!"ready".equals(this.answers.readLine())) {
				throw new AssertionError("no file system of its own, see " + this.log);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.words.close();
			if (!this.holder.waitFor(1, TimeUnit.MINUTES)) {
				this.holder.destroyForcibly();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
