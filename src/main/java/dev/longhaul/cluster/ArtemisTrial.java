package dev.longhaul.cluster;

import java.time.Duration;

import dev.longhaul.upload.Cure;
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

	/**
	 * How long the broker keeps what a killed doctor leaves. This machine's clock sets
	 * the end, the broker's decides when it has come: they may differ.
	 */
	private static final Duration LEFTOVER = Duration.ofHours(1);

	private ArtemisTrial() {
	}

	/**
	 * Tries it; no message stays in the broker.
	 * @throws QueueUnusable if it does not answer, or does not let us
	 */
	public static void of(ArtemisAccess access) {
		of(access, PATIENCE);
	}

	/**
	 * Tries it.
	 * @param patience for the broker to give what it took
	 */
	static void of(ArtemisAccess access, Duration patience) {
		try (ActiveMQConnectionFactory connections = access.connections(PATIENCE);
				Connection connection = connections.createConnection();
				Session session = connection.createSession()) {
			connection.start();
			if (!comesBack(session, session.createQueue(QUEUE), patience)) {
				throw new QueueUnusable(Cure.PERSON,
						"the message broker at %s takes requests and does not give them back; look at the queue %s"
							.formatted(access.url(), QUEUE));
			}
		}
		catch (JMSException ex) {
			throw access.failure(ex);
		}
	}

	private static boolean comesBack(Session session, Queue queue, Duration patience) throws JMSException {
		try (MessageConsumer consumer = session.createConsumer(queue);
				MessageProducer producer = session.createProducer(queue)) {
			producer.setTimeToLive(LEFTOVER.toMillis());
			producer.send(session.createMessage());
			return consumer.receive(patience.toMillis()) != null;
		}
	}

}
