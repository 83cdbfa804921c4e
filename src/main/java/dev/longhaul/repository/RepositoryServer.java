package dev.longhaul.repository;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.hsqldb.server.Server;
import org.hsqldb.server.ServerConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Serves the repository on the loopback to the reading commands while its owner works: a
 * second process cannot open an HSQLDB file.
 */
public final class RepositoryServer implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(RepositoryServer.class);

	static final String READER = "READER";

	static final String NAME = "longhaul";

	private final Server server;

	private final CompletableFuture<Void> started;

	private final Home home;

	private final OwnersDatabase database;

	private RepositoryServer(Server server, CompletableFuture<Void> started, Home home, OwnersDatabase database) {
		this.server = server;
		this.started = started;
		this.home = home;
		this.database = database;
	}

	/**
	 * Begins to serve; the reader may select and nothing else.
	 */
	public static RepositoryServer start(HomeLock lock, OwnersDatabase database, LostWrites writes) {
		JdbcClient jdbc = JdbcClient.create(database.connections());
		// warnings: LostWrites listens
		jdbc.sql("SET DATABASE EXTERNAL EVENT LOG LEVEL 2").update();
		admitReader(jdbc, lock.readerPassword());
		writes.requireNone();
		AnnouncedServer server = new AnnouncedServer();
		server.setSilent(true);
		server.setLogWriter(null);
		server.setErrWriter(null);
		server.setNoSystemExit(true);
		server.setAddress("127.0.0.1");
		server.setPort(freePort());
		server.setDatabaseName(0, NAME);
		server.setDatabasePath(0, lock.home().ownerUrl().replaceFirst("^jdbc:hsqldb:", ""));
		CompletableFuture<Void> started = server.online.thenRun(() -> lock.servedAt(server.getPort()));
		inBackground(server::begin);
		started.exceptionally((failure) -> {
			log.warn("status, show and history cannot ask this run, for its repository is not served: {}",
					NestedExceptionUtils.getMostSpecificCause(failure).toString());
			return null;
		});
		return new RepositoryServer(server, started, lock.home(), database);
	}

	private static void inBackground(Runnable start) {
		Thread thread = new Thread(start, "repository-server-start");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Says when it is there; {@link #start} itself sleeps a tenth of a second before it
	 * looks.
	 */
	private static final class AnnouncedServer extends Server {

		private final CompletableFuture<Void> online = new CompletableFuture<>();

		void begin() {
			try {
				start();
			}
			catch (Throwable ex) { // such as no room for one more thread
				this.online.completeExceptionally(ex);
			}
		}

		@Override
		protected synchronized void setState(int state) {
			super.setState(state);
			if (state == ServerConstants.SERVER_STATE_ONLINE) {
				this.online.complete(null);
			}
			else if (state == ServerConstants.SERVER_STATE_SHUTDOWN) {
				this.online.completeExceptionally(new IllegalStateException("it was shut down", getServerError()));
			}
		}

	}

	@Override
	public void close() {
		this.started.exceptionally((failure) -> null).join();
		this.server.signalCloseAllServerConnections();
		this.server.stop();
		// not by the URL's shutdown=true: it would act whenever the pool renews its last
		// connection; nor by one of the pool, which would open the database once more to
		// replace that
		try (Connection last = DriverManager.getConnection(this.home.ownerUrl(), Home.OWNER, this.home.password());
				Statement statement = last.createStatement()) {
			this.database.close();
			statement.execute("SHUTDOWN");
		}
		catch (SQLException ex) {
			throw CannotOpen.because(this.home, ex);
		}
	}

	private static void admitReader(JdbcClient jdbc, String password) {
		boolean known = jdbc.sql("select count(*) from INFORMATION_SCHEMA.SYSTEM_USERS where USER_NAME = ?")
			.param(READER)
			.query(Integer.class)
			.single() > 0;
		// the password is hexadecimal and ours; DDL takes no parameters
		String quoted = "'" + password + "'";
		jdbc.sql(known ? "alter user READER set password " + quoted : "create user READER password " + quoted).update();
		List<String> tables = jdbc
			.sql("select TABLE_NAME from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = 'PUBLIC'"
					+ " and TABLE_TYPE = 'BASE TABLE'")
			.query(String.class)
			.list();
		tables.forEach((table) -> jdbc.sql("grant select on table \"" + table + "\" to READER").update());
	}

	/** HSQLDB takes port 0 for its default one, so a free one is asked for before. */
	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new RepositoryUnusable("no free port on 127.0.0.1", ex);
		}
	}

}
