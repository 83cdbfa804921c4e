package dev.longhaul.cluster;

import java.time.Duration;

import dev.longhaul.definition.Misconfigured;
import dev.longhaul.upload.Cure;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where an Artemis broker is, and how to get in.
 *
 * @param url for the client, without a password; it is shown in messages
 * @param user null where the broker lets in anybody
 * @param password null where there is no user
 */
public record ArtemisAccess(String url, @Nullable String user, @Nullable String password) {

	/** A loan of three pings: one may come late. */
	private static final int PINGS = 3;

	/** A broker whose machine is gone says nothing any more. */
	private static final int PATIENCE = 10_000;

	/**
	 * Connections that the broker takes for dead, with all their loans, when they say
	 * nothing for so long.
	 * @throws Misconfigured if the URL is none
	 */
	ActiveMQConnectionFactory connections(Duration loan) {
		ActiveMQConnectionFactory connections = byUrl();
		for (TransportConfiguration transport : connections.getStaticConnectors()) {
			// Java's own sockets suffice, and a JVM warns of native ones
			transport.getParams().put(TransportConstants.USE_EPOLL_PROP_NAME, false);
			transport.getParams().put(TransportConstants.USE_KQUEUE_PROP_NAME, false);
			transport.getParams().putIfAbsent(TransportConstants.NETTY_CONNECT_TIMEOUT, PATIENCE);
		}
		connections.setCallTimeout(PATIENCE);
		connections.setConnectionTTL(loan.toMillis());
		connections.setClientFailureCheckPeriod(Math.max(1, loan.toMillis() / PINGS));
		// a connection that is lost has lost its loans, which must not go unnoticed
		connections.setReconnectAttempts(0);
		connections.setInitialConnectAttempts(1);
		// a frozen worker would keep what was sent ahead to it
		connections.setConsumerWindowSize(0);
		// the other brokers of a cluster have queues of their own
		connections.setUseTopologyForLoadBalancing(false);
		return connections;
	}

	private ActiveMQConnectionFactory byUrl() {
		try {
			return new ActiveMQConnectionFactory(this.url, this.user, this.password);
		}
		catch (RuntimeException ex) {
			throw new Misconfigured(
					"longhaul.cluster.queue.url %s is no address that the Artemis client understands (%s)"
						.formatted(this.url, why(ex)));
		}
	}

	/** What a failure means, in a sentence. */
	QueueUnusable failure(Exception failure) {
		String why = why(failure);
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof JMSSecurityException || cause instanceof InvalidDestinationException) {
				return new QueueUnusable(Cure.PERSON,
						("the message broker at %s does not let %s work with the requests for ranges (%s). Correct "
								+ "longhaul.cluster.queue.url, user and password, or what the broker allows this user")
							.formatted(this.url, (this.user != null) ? "user " + this.user : "anybody", why),
						failure);
			}
		}
		return new QueueUnusable(Cure.RERUN, "the message broker at %s does not answer (%s)".formatted(this.url, why),
				failure);
	}

	/** The broker's words, or the client's. */
	private static String why(Throwable failure) {
		String why = "";
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause.getMessage() != null && (why.isEmpty() || cause instanceof JMSException
					|| cause.getClass().getName().startsWith("org.apache.activemq"))) {
				why = cause.getMessage();
			}
		}
		// without the number of the message
		return why.lines().findFirst().orElse("").replaceFirst("^AMQ\\d+: ", "").replaceFirst("\\.$", "");
	}

	@Override
	public String toString() {
		return this.url; // never the password
	}

}
