package dev.longhaul.repository.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import dev.longhaul.machine.DaemonThreads;
import dev.longhaul.repository.RepositoryUnusable;
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
final class RepositoryServer implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(RepositoryServer.class);

	static final String READER = "READER";

	static final String NAME = "longhaul";

	/** Each grant is a commit, and an fsync. */
	private static final String NOT_YET_GRANTED = """
			select TABLE_NAME from INFORMATION_SCHEMA.TABLES
			where TABLE_SCHEMA = 'PUBLIC' and TABLE_TYPE = 'BASE TABLE'
			and TABLE_NAME not in (select TABLE_NAME from INFORMATION_SCHEMA.TABLE_PRIVILEGES
			where TABLE_SCHEMA = 'PUBLIC' and GRANTEE = 'READER')""";

	private final Server server;

	private final CompletableFuture<Void> started;

	private RepositoryServer(Server server, CompletableFuture<Void> started) {
		this.server = server;
		this.started = started;
	}

	/**
	 * Begins to serve; the reader may select and nothing else.
	 */
	static RepositoryServer start(HomeLock lock, DataSource database, LostWrites writes) {
		admitReader(JdbcClient.create(database), lock.readerPassword());
		writes.requireNone();
		AnnouncedServer server = new AnnouncedServer();
		server.setSilent(true);
		server.setLogWriter(null);
		server.setErrWriter(null);
		server.setNoSystemExit(true);
		server.setAddress("127.0.0.1");
		server.setPort(freePort());
		server.setDatabaseName(0, NAME);
		server.setDatabasePath(0, lock.home().access().url().replaceFirst("^jdbc:hsqldb:", ""));
		CompletableFuture<Void> started = server.online.thenRun(() -> lock.servedAt(server.getPort()));
		new DaemonThreads("repository-server-start").execute(server::begin);
		started.exceptionally((failure) -> {
			log.warn("status, show and history cannot ask this run, for its repository is not served: {}",
					NestedExceptionUtils.getMostSpecificCause(failure).toString());
			return null;
		});
		return new RepositoryServer(server, started);
	}

	/**
	 * Says when it is there; {@link #start} sleeps 0.1 seconds before it looks.
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
	}

	private static void admitReader(JdbcClient jdbc, String password) {
		boolean known = jdbc.sql("select count(*) from INFORMATION_SCHEMA.SYSTEM_USERS where USER_NAME = ?")
			.param(READER)
			.query(Integer.class)
			.single() > 0;
		// the password is hexadecimal and ours; DDL takes no parameters
		String quoted = "'" + password + "'";
		jdbc.sql(known ? "alter user READER set password " + quoted : "create user READER password " + quoted).update();
		jdbc.sql(NOT_YET_GRANTED)
			.query(String.class)
			.list()
			.forEach((table) -> jdbc.sql("grant select on table \"" + table + "\" to READER").update());
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
