package dev.longhaul.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

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

	private PostgresServer(Path data) {
		this.data = data;
		this.running = start(data, 0);
	}

	/** A server with an empty database, which belongs to {@link #USER}. */
	public static PostgresServer in(Path folder) {
		PostgresServer server = new PostgresServer(folder.resolve("postgres"));
		server.execute("postgres", "create role carrier login password '" + PASSWORD + "'");
		server.execute("postgres", "create database longhaul owner carrier");
		try {
			Files.write(server.data.resolve("pg_hba.conf"), List.of("host all postgres 127.0.0.1/32 trust",
					"host all all 127.0.0.1/32 scram-sha-256", "host all all ::1/128 scram-sha-256"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		server.execute("postgres", "select pg_reload_conf()");
		return server;
	}

	private static EmbeddedPostgres start(Path data, int port) {
		try {
			return EmbeddedPostgres.builder()
				.setDataDirectory(data)
				.setCleanDataDirectory(false)
				.setPort(port)
				.setServerConfig("fsync", "on")
				.setServerConfig("synchronous_commit", "on")
				.setServerConfig("full_page_writes", "on")
				.setServerConfig("listen_addresses", "127.0.0.1")
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public String url() {
		return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(this.running.getPort(), DATABASE);
	}

	/** Changes the repository as nobody should. */
	public void sql(String statement) {
		execute(DATABASE, statement);
	}

	private void execute(String database, String statement) {
		String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(this.running.getPort(), database);
		try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
			connection.createStatement().execute(statement);
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
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

	/** Starts again, at the same port and with the same data. */
	public void start() {
		this.running = start(this.data, this.running.getPort());
	}

	@Override
	public void close() {
		stop();
	}

}
