package dev.longhaul.cluster;

import java.time.Duration;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Tries before a run whether a broker lets this process make a queue, put a request in
 * and take it out, by one of its own that nobody else looks at.
 */
public final class ArtemisTrial {

	/** Below the same name as the others, for which the rights are given. */
	private static final String QUEUE = "longhaul.ranges.doctor";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private ArtemisTrial() {
	}

	/**
	 * Tries it; no message stays in the broker.
	 * @throws QueueUnusable if it does not answer, or does not let us
	 */
	public static void of(ArtemisAccess access) {
		try (ActiveMQConnectionFactory connections = access.connections(PATIENCE);
				Connection connection = connections.createConnection();
				Session session = connection.createSession()) {
			connection.start();
			putAndTake(session, session.createQueue(QUEUE));
		}
		catch (JMSException ex) {
			throw access.failure(ex);
		}
	}

	private static void putAndTake(Session session, Queue queue) throws JMSException {
		try (MessageConsumer consumer = session.createConsumer(queue);
				MessageProducer producer = session.createProducer(queue)) {
			// what a doctor leaves who is killed
			producer.setTimeToLive(PATIENCE.toMillis());
			producer.send(session.createMessage());
			if (consumer.receive(PATIENCE.toMillis()) == null) {
				throw new JMSException("it took a request and did not give it");
			}
		}
	}

}
