package dev.longhaul.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import javax.sql.DataSource;

import dev.longhaul.machine.Version;
import dev.longhaul.repository.postgres.PostgresAccess;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.JsonChannelMessageStorePreparedStatementSetter;
import org.springframework.integration.jdbc.store.channel.JsonMessageRowMapper;
import org.springframework.integration.store.MessageGroupQueue;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Requests for ranges in a table of the repository's own PostgreSQL. The row lock of the
 * poll is the loan, and its transaction the lease: when PostgreSQL ends that, the row is
 * free.
 */
public final class PostgresQueue implements RangeQueue {

	private final Map<UUID, Long> passed = new ConcurrentHashMap<>();

	private final Leases leases;

	private final JdbcChannelMessageStore store;

	private final QueueChannel channel;

	private final TransactionTemplate loans;

	/**
	 * Opens the queue.
	 * @param setting who uses it, and how
	 * @param onLoss told when a loan has run out while this process worked on it: another
	 * worker may have the range
	 */
	public PostgresQueue(PostgresAccess access, Setting setting, Consumer<String> onLoss) {
		this.leases = new Leases(access, setting, onLoss);
		this.store = store(this.leases.connections());
		// a worker of another version does not even see the requests
		this.channel = new QueueChannel(new MessageGroupQueue(this.store, "ranges " + Version.own()));
		this.loans = new TransactionTemplate(new JdbcTransactionManager(this.leases.connections()));
	}

	private static JdbcChannelMessageStore store(DataSource connections) {
		JdbcChannelMessageStore store = new JdbcChannelMessageStore(connections);
		store.setTablePrefix("RANGE_");
		store.setChannelMessageStoreQueryProvider(new InOrderOfSequence());
		store.setPreparedStatementSetter(new JsonChannelMessageStorePreparedStatementSetter());
		store.setMessageRowMapper(new JsonMessageRowMapper("org.springframework.batch.integration.partition"));
		// a polled request is not offered to this process again until it is taken out of
		// this cache
		store.setUsingIdCache(true);
		store.afterPropertiesSet();
		return store;
	}

	/** It is in the repository, which was opened before. */
	@Override
	public void requireThere() {
	}

	@Override
	public MessageChannel requests() {
		return this.channel;
	}

	@Override
	public PollableChannel offers() {
		this.passed.forEach((message, until) -> {
			if (until - System.nanoTime() <= 0 && this.passed.remove(message, until)) {
				this.store.removeFromIdCache(message.toString());
			}
		});
		return this.channel;
	}

	@Override
	public TransactionOperations loans() {
		return this.loans;
	}

	@Override
	public void pass(Message<?> request, Duration time) {
		UUID id = request.getHeaders().getId();
		if (id != null) {
			this.passed.put(id, System.nanoTime() + time.toNanos());
		}
	}

	@Override
	public Loan keep(String claim) {
		return this.leases.keep(DataSourceUtils.getConnection(this.leases.connections()), claim);
	}

	@Override
	public void close() {
		this.leases.close();
	}

}
