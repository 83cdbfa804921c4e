package dev.longhaul.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.longhaul.repository.postgres.PostgresAccess;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.jms.JmsException;
import org.springframework.jms.connection.JmsResourceHolder;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.connection.SingleConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.support.JmsUtils;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Requests for ranges in a queue of an Artemis broker. A message that a transacted
 * session has received and not committed is the loan. The broker gives it to others when
 * the connection ends or says nothing for a while. Leases stay in PostgreSQL, where the
 * next manager looks for them.
 */
public final class ArtemisQueue implements RangeQueue {

	/**
	 * A broker takes what was given back too often for poison: after ten times by
	 * default. Each worker that was killed and each that does not see a file counts.
	 */
	private static final int MOST_DELIVERIES = 3;

	private final Map<String, Long> passed = new ConcurrentHashMap<>();

	private final ArtemisAccess access;

	private final Leases leases;

	private final SingleConnectionFactory connection;

	private final JmsTemplate asking;

	private final JmsTemplate taking;

	private final TransactionTemplate loans;

	private final RequestChannel channel = new RequestChannel(this::ask, this::take);

	private ArtemisQueue(ArtemisAccess access, Leases leases, SingleConnectionFactory connection, String queue) {
		this.access = access;
		this.leases = leases;
		this.connection = connection;
		this.asking = template(queue);
		this.taking = template(queue);
		this.taking.setSessionTransacted(true);
		this.taking.setReceiveTimeout(JmsTemplate.RECEIVE_TIMEOUT_NO_WAIT);
		this.loans = new TransactionTemplate(new JmsTransactionManager(this.connection));
	}

	/**
	 * Opens the queue.
	 * @param repository in which the requested ranges are
	 * @param setting who uses it, and how
	 * @param onLoss told when the loans of this process have run out: others may have the
	 * ranges
	 */
	public static ArtemisQueue open(ArtemisAccess access, PostgresAccess repository, Setting setting,
			Consumer<String> onLoss) {
		// nobody connects before the queue is used
		SingleConnectionFactory connection = new SingleConnectionFactory(access.connections(setting.loan()));
		connection.setReconnectOnException(true);
		connection.setExceptionListener((failure) -> onLoss
			.accept(access.failure(failure).getMessage() + "; another worker may have the ranges of this one"));
		Leases leases = new Leases(repository, setting, onLoss);
		try {
			return new ArtemisQueue(access, leases, connection, QueueName.in(leases.connections()));
		}
		catch (RuntimeException ex) {
			leases.close();
			throw ex;
		}
	}

	private JmsTemplate template(String queue) {
		JmsTemplate template = new JmsTemplate(this.connection);
		template.setDefaultDestinationName(queue);
		template.setMessageConverter(new RequestConverter());
		return template;
	}

	@Override
	public void requireThere() {
		try {
			this.asking.execute((session) -> {
				var queue = session.createQueue(String.valueOf(this.asking.getDefaultDestinationName()));
				try (MessageProducer producer = session.createProducer(queue);
						MessageConsumer consumer = session.createConsumer(queue, "false")) {
					return producer != null && consumer != null;
				}
			});
		}
		catch (JmsException ex) {
			throw this.access.failure(ex);
		}
	}

	@Override
	public MessageChannel requests() {
		return this.channel;
	}

	@Override
	public PollableChannel offers() {
		return this.channel;
	}

	private void ask(Message<?> request) {
		try {
			this.asking.convertAndSend(request);
		}
		catch (JmsException ex) {
			throw this.access.failure(ex);
		}
	}

	private @Nullable Message<?> take() {
		try {
			jakarta.jms.Message taken = receive();
			while (taken != null && taken.getIntProperty("JMSXDeliveryCount") > MOST_DELIVERIES) {
				renew(taken);
				taken = receive();
			}
			return (taken != null) ? RequestConverter.read(taken) : null;
		}
		catch (MessageConversionException ex) {
			throw ex;
		}
		catch (JmsException | JMSException ex) {
			throw this.access.failure(ex);
		}
	}

	private jakarta.jms.@Nullable Message receive() {
		this.passed.values().removeIf((until) -> until - System.nanoTime() <= 0);
		String others = this.passed.keySet().stream().collect(Collectors.joining("','", "('", "')"));
		return this.taking
			.receiveSelected(this.passed.isEmpty() ? null : "%s not in %s".formatted(RequestConverter.RANGE, others));
	}

	/** Puts a copy, which was never delivered, at the end of the queue in its place. */
	private void renew(jakarta.jms.Message taken) {
		this.taking.execute((session) -> {
			try (MessageProducer producer = session
				.createProducer(session.createQueue(String.valueOf(this.taking.getDefaultDestinationName())))) {
				producer.send(RequestConverter.copy(taken, session));
			}
			session.commit();
			return true;
		});
	}

	@Override
	public TransactionOperations loans() {
		return this.loans;
	}

	@Override
	public void pass(Message<?> request, Duration time) {
		String range = RequestConverter.range(request);
		if (time.isZero()) {
			this.passed.remove(range);
		}
		else {
			this.passed.put(range, System.nanoTime() + time.toNanos());
		}
	}

	@Override
	public Loan keep(String claim) {
		return new OfSession(sessionOfLoan(), this.leases.keep(claim));
	}

	private @Nullable Session sessionOfLoan() {
		Object bound = TransactionSynchronizationManager.getResource(this.connection);
		return (bound instanceof JmsResourceHolder holder) ? holder.getSession() : null;
	}

	@Override
	public void close() {
		this.connection.destroy();
		this.leases.close();
	}

	/** A request that a session has received, and the lease beside it. */
	private record OfSession(@Nullable Session session, Loan lease) implements Loan {

		@Override
		public void giveUp() {
			this.lease.giveUp();
			// the only thing that another thread may do with a session
			JmsUtils.closeSession(this.session);
		}

		@Override
		public void close() {
			this.lease.close();
		}

	}

}
