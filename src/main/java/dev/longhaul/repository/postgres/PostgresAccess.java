package dev.longhaul.repository.postgres;

import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

import dev.longhaul.machine.HostName;
import dev.longhaul.repository.DatabaseFact;
import dev.longhaul.repository.RepositoryUnusable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * Where a job repository in PostgreSQL is, and how to get in.
 *
 * @param url for the JDBC driver, without a password; it is shown in messages
 * @param user null for the driver's choice
 * @param password null where none is needed or the driver finds it in {@code ~/.pgpass}
 */
public record PostgresAccess(String url, @Nullable String user, @Nullable String password) {

	private static final int LONGEST_NAME = 63;

	/**
	 * Makes the server free a vanished machine's locks after one minute instead of two
	 * hours; tcp_user_timeout covers an unacknowledged answer, during which no keep-alive
	 * probes are sent.
	 */
	public static final String NOTICE_VANISHED_MACHINES = "set tcp_keepalives_idle = 30; "
			+ "set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3; set tcp_user_timeout = '60s'";

	/**
	 * Settings of the driver, all of which the URL may override.
	 * @param command told to those who ask who holds a claim
	 * @param patience in seconds for an answer: a server whose machine is gone says
	 * nothing any more
	 */
	public Map<String, String> properties(String command, int patience) {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("ApplicationName", applicationName(command));
		properties.put("connectTimeout", "10");
		properties.put("loginTimeout", "15");
		properties.put("socketTimeout", String.valueOf(patience));
		properties.put("tcpKeepAlive", "true");
		return properties;
	}

	/** A connection beside the pool. */
	Connection connect(String command, int patience) throws SQLException {
		Properties properties = new Properties();
		properties.putAll(properties(command, patience));
		if (this.user != null) {
			properties.setProperty("user", this.user);
		}
		if (this.password != null) {
			properties.setProperty("password", this.password);
		}
		return DriverManager.getConnection(this.url, properties);
	}

	/** What a failure to open or to use the repository means, in a sentence. */
	public RuntimeException failure(SQLException ex) {
		String why = why(ex);
		return switch (DatabaseFact.of(ex)) {
			case FOR_A_PERSON -> new RepositoryUnusable(
					("the repository at %s cannot be opened by %s (%s); nothing was started. Correct "
							+ "longhaul.repository.url, user and password, or what the database allows this user")
						.formatted(this.url, (this.user != null) ? "user " + this.user : "this user", why),
					ex);
			case DISK_FULL -> RepositoryAway.full(this, why, ex);
			case AWAY, CANNOT_GROW, OTHER -> new RepositoryAway(this, why, ex);
		};
	}

	/** The same of a question to it. */
	RuntimeException unread(SQLException ex) {
		RuntimeException failure = failure(ex);
		return (failure instanceof RepositoryAway) ? RepositoryAway.unread(this, why(ex), ex) : failure;
	}

	/**
	 * The driver's advice behind it is for who wrote the URL; where it only says that
	 * something failed, the network's own words tell more.
	 */
	private static String why(SQLException ex) {
		String what = String.valueOf(ex.getMessage()).lines().findFirst().orElse("").split("\\. ", 2)[0];
		Throwable root = NestedExceptionUtils.getMostSpecificCause(ex);
		if (!(root instanceof IOException) || root.getMessage() == null || what.endsWith("refused")) {
			return what;
		}
		String host = (root instanceof UnknownHostException) ? "unknown host " : "";
		return "%s: %s%s".formatted(what.replaceFirst("\\.$", ""), host, root.getMessage());
	}

	/** PostgreSQL shows it to whoever asks what its connections are for. */
	private static String applicationName(String command) {
		String process = ", process " + ProcessHandle.current().pid();
		String name = "longhaul %s on %s".formatted(command, HostName.shown());
		return name.substring(0, Math.min(name.length(), LONGEST_NAME - process.length())) + process;
	}

	@Override
	public String toString() {
		return this.url; // never the password
	}

}
