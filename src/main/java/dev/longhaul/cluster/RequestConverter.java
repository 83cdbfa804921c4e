package dev.longhaul.cluster;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Session;

import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.jms.support.converter.MessageConverter;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Requests for ranges as JMS has them: names and numbers. Serialized objects would let
 * whoever can write to the queue choose what is made of them.
 */
final class RequestConverter implements MessageConverter {

	/** The property by which a worker passes over requests that it cannot carry out. */
	static final String RANGE = "range";

	private static final String STEP = "step";

	/** By it Artemis knows a message that it has already. */
	private static final String ONCE = "_AMQ_DUPL_ID";

	static String range(org.springframework.messaging.Message<?> request) {
		return String.valueOf(((StepExecutionRequest) request.getPayload()).getStepExecutionId());
	}

	@Override
	public Message toMessage(Object object, Session session) throws JMSException {
		if (!(object instanceof org.springframework.messaging.Message<?> request)
				|| !(request.getPayload() instanceof StepExecutionRequest range)) {
			throw new MessageConversionException(object + " is no request for a range");
		}
		MapMessage message = message(session, range,
				String.valueOf(request.getHeaders().get(RemoteRanges.DESTINATION)));
		message.setStringProperty(ONCE, String.valueOf(request.getHeaders().getId()));
		return message;
	}

	@Override
	public Object fromMessage(Message message) throws JMSException {
		return read(message);
	}

	/** The same request, as a message that was never delivered. */
	static Message copy(Message message, Session session) throws JMSException {
		return message(session, range(message), message.getStringProperty(RemoteRanges.DESTINATION));
	}

	static org.springframework.messaging.Message<StepExecutionRequest> read(Message message) throws JMSException {
		return MessageBuilder.withPayload(range(message))
			.setHeader(RemoteRanges.DESTINATION, message.getStringProperty(RemoteRanges.DESTINATION))
			.build();
	}

	private static StepExecutionRequest range(Message message) throws JMSException {
		if (!(message instanceof MapMessage map)) {
			throw new MessageConversionException("the queue holds a message that is no request for a range");
		}
		return new StepExecutionRequest(map.getString(STEP), map.getLong(RANGE));
	}

	private static MapMessage message(Session session, StepExecutionRequest range, String destination)
			throws JMSException {
		MapMessage message = session.createMapMessage();
		message.setString(STEP, range.getStepName());
		message.setLong(RANGE, range.getStepExecutionId());
		message.setStringProperty(RANGE, String.valueOf(range.getStepExecutionId()));
		message.setStringProperty(RemoteRanges.DESTINATION, destination);
		return message;
	}

}
