package dev.longhaul.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import dev.longhaul.repository.PostgresAccess;
import dev.longhaul.repository.PostgresLease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.JsonChannelMessageStorePreparedStatementSetter;
import org.springframework.integration.jdbc.store.channel.JsonMessageRowMapper;
import org.springframework.integration.store.MessageGroupQueue;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Requests for ranges in a table of the repository's own PostgreSQL. The row lock of the
 * poll is the loan, on connections beside the repository's: a part's checkpoint is
 * committed while the loan goes on. PostgreSQL ends the session of a holder that says
 * nothing for a while, which is frozen or whose machine is gone; then the row is free.
 */
public final class PostgresQueue implements RangeQueue {

	private static final Logger log = LoggerFactory.getLogger(PostgresQueue.class);

	private static final int PATIENCE_SECONDS = 60;

	/** So often in the time of a loan its holder says that it is alive. */
	private static final int BEATS = 6;

	private final Map<String, Long> passed = new ConcurrentHashMap<>();

	private final Set<Connection> held = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "loans");
		thread.setDaemon(true);
		return thread;
	});

	private final HikariDataSource connections;

	private final JdbcChannelMessageStore store;

	private final QueueChannel channel;

	private final TransactionTemplate loans;

	private final Runnable onLoss;

	/**
	 * Opens the queue.
	 * @param setting who uses it, and how
	 * @param onLoss done when a loan has run out while this process worked on it: another
	 * worker may have the range
	 */
	public PostgresQueue(PostgresAccess access, Setting setting, Runnable onLoss) {
		this.onLoss = onLoss;
		this.connections = connections(access, setting);
		this.store = store(this.connections);
		// a worker of another version does not even see the requests
		this.channel = new QueueChannel(new MessageGroupQueue(this.store, "ranges " + Version.own()));
		this.loans = new TransactionTemplate(new JdbcTransactionManager(this.connections));
		long beat = Math.max(1, setting.loan().toMillis() / BEATS);
		var unused = this.heart.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
	}

	private static HikariDataSource connections(PostgresAccess access, Setting setting) {
		HikariDataSource connections = new HikariDataSource();
		connections.setPoolName("loans");
		connections.setJdbcUrl(access.url());
		connections.setUsername(access.user());
		connections.setPassword(access.password());
		access.properties(setting.command(), PATIENCE_SECONDS).forEach(connections::addDataSourceProperty);
		// one that polls, beside those that hold
		connections.setMaximumPoolSize(setting.loansAtOnce() + 1);
		connections.setMinimumIdle(0);
		connections.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
		connections
			.setConnectionInitSql("set idle_in_transaction_session_timeout = %d".formatted(setting.loan().toMillis()));
		return connections;
	}

	private static JdbcChannelMessageStore store(HikariDataSource connections) {
		JdbcChannelMessageStore store = new JdbcChannelMessageStore(connections);
		store.setTablePrefix("RANGE_");
		store.setChannelMessageStoreQueryProvider(new InOrderOfSequence());
		store.setPreparedStatementSetter(new JsonChannelMessageStorePreparedStatementSetter());
		store.setMessageRowMapper(new JsonMessageRowMapper("org.springframework.batch.integration.partition"));
		// what is polled is not offered to this process again until it is taken out of it
		store.setUsingIdCache(true);
		store.afterPropertiesSet();
		return store;
	}

	@Override
	public MessageChannel requests() {
		return this.channel;
	}

	@Override
	public PollableChannel offers() {
		this.passed.forEach((message, until) -> {
			if (until - System.nanoTime() <= 0 && this.passed.remove(message, until)) {
				this.store.removeFromIdCache(message);
			}
		});
		return this.channel;
	}

	@Override
	public TransactionOperations loans() {
		return this.loans;
	}

	@Override
	public void pass(String message, Duration time) {
		this.passed.put(message, System.nanoTime() + time.toNanos());
	}

	@Override
	public Loan keep(String claim) {
		try {
			// the driver's own connection may be used by two threads
			Connection connection = DataSourceUtils.getConnection(this.connections).unwrap(Connection.class);
			PostgresLease.share(connection, PostgresLease.sending(claim));
			this.held.add(connection);
			return () -> this.held.remove(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("the loan of a range was lost at once: " + ex.getMessage(), ex);
		}
	}

	private void beat() {
		for (Connection connection : List.copyOf(this.held)) {
			try (Statement statement = connection.createStatement()) {
				statement.execute("select 1");
			}
			catch (SQLException ex) {
				if (this.held.remove(connection)) {
					log.warn(
							"the loan of a range has run out, and another worker may have it ({}); what is in flight is cut",
							String.valueOf(ex.getMessage()).lines().findFirst().orElse(""));
					this.onLoss.run();
				}
			}
		}
	}

	@Override
	public void close() {
		this.heart.shutdownNow();
		this.connections.close();
	}

	/**
	 * Who uses the queue, and how.
	 *
	 * @param command shown by PostgreSQL to those who ask
	 * @param loansAtOnce at most
	 * @param loan for how long a holder may say nothing
	 */
	public record Setting(String command, int loansAtOnce, Duration loan) {

	}

}
