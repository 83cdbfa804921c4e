package dev.longhaul.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL, with every commit on the disk, that can be stopped and started
 * again.
 */
public final class PostgresServer implements AutoCloseable {

	/** Asked for a password, unlike the server's own user. */
	public static final String USER = "carrier";

	public static final String PASSWORD = "a secret of the tests";

	private static final String DATABASE = "longhaul";

	private final Path data;

	private EmbeddedPostgres running;

	private PostgresServer(Path data, EmbeddedPostgres running) {
		this.data = data;
		this.running = running;
	}

	/** A server with an empty database, which belongs to {@link #USER}. */
	public static PostgresServer in(Path folder) {
		Path data = folder.resolve("postgres");
		PostgresServer server = new PostgresServer(data, start(data, QuietPort.find()));
		server.execute("postgres", "create role carrier login password '" + PASSWORD + "'");
		server.execute("postgres", "create database longhaul owner carrier");
		try {
			Files.write(server.data.resolve("pg_hba.conf"),
					List.of("host all postgres 127.0.0.1/32 trust", "host replication postgres 127.0.0.1/32 trust",
							"host all all 127.0.0.1/32 scram-sha-256", "host all all ::1/128 scram-sha-256"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		server.execute("postgres", "select pg_reload_conf()");
		return server;
	}

	/** A second server that follows this one, as it is now and from now on. */
	public PostgresServer standbyIn(Path folder) {
		Path copy = folder.resolve("standby");
		stop();
		try {
			FileSystemUtils.copyRecursively(this.data, copy);
			Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
			Files.createFile(copy.resolve("standby.signal"));
			start();
			Files.writeString(copy.resolve("postgresql.auto.conf"),
					"primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'".formatted(this.running.getPort()));
			return new PostgresServer(copy, start(copy, QuietPort.find()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static EmbeddedPostgres start(Path data, int port) {
		try {
			return EmbeddedPostgres.builder()
				.setDataDirectory(data)
				.setCleanDataDirectory(false)
				.setPort(port)
				.setPGStartupWait(Duration.ofMinutes(1))
				.setServerConfig("fsync", "on")
				.setServerConfig("synchronous_commit", "on")
				.setServerConfig("full_page_writes", "on")
				.setServerConfig("listen_addresses", "127.0.0.1")
				// whose socket a killed server would leave behind
				.setServerConfig("unix_socket_directories", "")
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public String url() {
		return "jdbc:postgresql://%s/%s".formatted(host(), DATABASE);
	}

	/** Whichever of this one and its standby takes writes. */
	public String urlWith(PostgresServer standby) {
		return "jdbc:postgresql://%s,%s/%s?targetServerType=primary".formatted(host(), standby.host(), DATABASE);
	}

	/** The settings of a process whose repository it is. */
	public Map<String, String> settings() {
		return settings(url());
	}

	/** The same, by another address. */
	public static Map<String, String> settings(String url) {
		return Map.of("longhaul.repository.url", url, "longhaul.repository.user", USER, "longhaul.repository.password",
				PASSWORD);
	}

	private String host() {
		return "127.0.0.1:" + this.running.getPort();
	}

	/** Where its programs are. */
	public Path binaries() {
		try (Connection connection = connect("postgres");
				ResultSet row = connection.createStatement()
					.executeQuery("select setting from pg_config where name = 'BINDIR'")) {
			row.next();
			return Path.of(row.getString(1));
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
	}

	/** Changes the repository as nobody should. */
	public void sql(String statement) {
		execute(DATABASE, statement);
	}

	private void execute(String database, String statement) {
		try (Connection connection = connect(database)) {
			connection.createStatement().execute(statement);
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
	}

	private Connection connect(String database) throws SQLException {
		return DriverManager.getConnection(
				"jdbc:postgresql://127.0.0.1:%d/%s".formatted(this.running.getPort(), database), "postgres", "");
	}

	/** Cuts all connections and ends. */
	public void stop() {
		try {
			this.running.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** SIGKILL. */
	public void kill() {
		try {
			long postmaster = Long.parseLong(Files.readAllLines(this.data.resolve("postmaster.pid")).get(0));
			ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
			ProcessHandle.of(postmaster).ifPresent((process) -> process.onExit().join());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Makes a standby the one that takes writes. */
	public void promote() {
		execute("postgres", "select pg_promote()");
	}

	/** Starts again, at the same port and with the same data. */
	public void start() {
		this.running = start(this.data, this.running.getPort());
	}

	@Override
	public void close() {
		stop();
	}

}
