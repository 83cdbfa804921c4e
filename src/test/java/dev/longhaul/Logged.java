package dev.longhaul;

import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * What goes to the log under a name from now on, until it is closed.
 */
public final class Logged implements AutoCloseable {

	private final Logger logger;

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private Logged(Logger logger) {
		this.logger = logger;
		this.appender.start();
		logger.addAppender(this.appender);
	}

	/** By one class. */
	public static Logged by(Class<?> speaker) {
		return under(speaker.getName());
	}

	/** By a package and those below it. */
	public static Logged under(String name) {
		return new Logged((Logger) LoggerFactory.getLogger(name));
	}

	public static Logged byAll() {
		return under(Logger.ROOT_LOGGER_NAME);
	}

	/** As they are now; others may be added meanwhile. */
	public List<ILoggingEvent> events() {
		synchronized (this.appender) { // which it holds while it adds one
			return List.copyOf(this.appender.list);
		}
	}

	/** Without their causes. */
	public List<String> messages() {
		return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
	}

}
