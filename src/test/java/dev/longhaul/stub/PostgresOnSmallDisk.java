package dev.longhaul.stub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * A real PostgreSQL on a real file system of its own, which can be filled to the last
 * byte. A shell in a mount namespace holds both; no other process sees that disk, and
 * nobody has to be root.
 */
public final class PostgresOnSmallDisk implements AutoCloseable {

	/** Ends with its input, so also with the tests. */
	private static final String HOLDER = """
			mount -t tmpfs -o size=64m tmpfs "$disk" || exit
			"$bin/initdb" -D "$disk/data" -U postgres -A trust -E UTF8 --wal-segsize=1 >"$log" 2>&1 || exit
			echo ready
			while read -r word; do
				case $word in
					start) "$bin/postgres" -D "$disk/data" -c listen_addresses=127.0.0.1 -c port="$port" \
						-c unix_socket_directories= -c min_wal_size=2MB -c max_wal_size=4MB >>"$log" 2>&1 & ;;
					fill) cat /dev/zero >"$disk/ballast" 2>>"$log" ;;
					free) rm "$disk/ballast" ;;
				esac
				echo ready
			done
			kill -QUIT $! 2>/dev/null
			wait
			""";

	private final Path log;

	private final int port;

	private final Process holder;

	private final Writer words;

	private final BufferedReader answers;

	private PostgresOnSmallDisk(Path folder, Path binaries) {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.port = free.getLocalPort();
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

	public String url() {
		return "jdbc:postgresql://127.0.0.1:%d/longhaul".formatted(this.port);
	}

	/** Starts, also again after it has given up, and waits until it answers. */
	public void start() {
		say("start");
		Awaitility.await().ignoreException(SQLException.class).until(() -> {
			connect().close();
			return true;
		});
	}

	/** Leaves no byte free. */
	public void fill() {
		say("fill");
	}

	/**
	 * Leaves no byte free and writes until there is no room for the log of what is to be
	 * written either, whereupon the server goes down, and stays there.
	 */
	public void exhaust() {
		// else what a checkpoint makes superfluous would be written over
		sql("select pg_create_physical_replication_slot('keeps_the_log', true)");
		fill();
		Awaitility.await().until(() -> {
			try (Connection connection = connect(); Statement statement = connection.createStatement()) {
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

	private void sql(String statement) {
		try (Connection connection = connect()) {
			connection.createStatement().execute(statement);
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(this.port), "postgres",
				"");
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
