package dev.longhaul.console;

import java.io.File;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import ch.qos.logback.core.util.FileSize;

/**
 * Sets up Logback, which finds this class as a service: the log in the home, and what of
 * it goes to stderr. As XML the configuration would take a tenth of a command's start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

	/**
	 * System property: the lock of the home, with the log beside it; without it there is
	 * none. Nothing is logged until a process has made that file: whoever is refused
	 * before, or begins nothing, leaves nothing behind.
	 */
	public static final String LOCK = "dev.longhaul.log.lock";

	/**
	 * System property: whether stderr gets the whole log, or warnings alone; without it
	 * nothing.
	 */
	public static final String VERBOSE = "dev.longhaul.log.stderr";

	/**
	 * System property: whether this process holds the home. Only such a process renames a
	 * log that is full: another one would make the holder go on in the renamed file for
	 * as long as it runs.
	 */
	public static final String ROLLS = "dev.longhaul.log.rolls";

	/** File names may hold anything; a message is one line all the same. */
	private static final String MESSAGE = "%replace(%msg){'" + Amounts.UNPRINTABLE + "', '?'}";

	/** Its own lines begin with a tab, or with the cause. */
	private static final String TRACE = "%replace(%ex){'[" + Amounts.UNPRINTABLE
			+ "&&[^\\n\\t]]|\\n(?!\\t|Caused by: |$)', '?'}";

	private static final String LINE = "%-5level %thread %logger{20}: " + MESSAGE + "%n" + TRACE;

	@Override
	public ExecutionStatus configure(LoggerContext context) {
		if (System.getProperty("logback.configurationFile") != null) {
			return ExecutionStatus.INVOKE_NEXT_IF_ANY;
		}
		// a log that cannot be written must not speak on the terminal
		context.getStatusManager().add(new NopStatusListener());
		Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
		root.setLevel(Level.INFO);
		Logger own = context.getLogger("dev.longhaul");
		own.setLevel(Level.DEBUG);
		// Spring's own code speaks under this name: seven lines for each commit, 60 KB
		// for each file
		context.getLogger("dev.longhaul.repository.home.CheckedTransactions").setLevel(Level.INFO);
		context.getLogger("org.springframework.batch").setLevel(Level.WARN);
		// warns of a migration's statement that finds no rows, in an empty repository
		context.getLogger("org.flywaydb.core.internal.sqlscript.DefaultSqlScriptExecutor").setLevel(Level.ERROR);
		String lock = System.getProperty(LOCK);
		if (lock != null) {
			root.addAppender(file(context, new File(lock)));
		}
		if (Boolean.getBoolean(VERBOSE)) {
			root.addAppender(stderr(context, "%d{HH:mm:ss.SSS} " + LINE));
		}
		else if (System.getProperty(VERBOSE) != null) {
			OutputStreamAppender<ILoggingEvent> brief = stderr(context, "longhaul: " + MESSAGE + "%n%nopex");
			ThresholdFilter warnings = new ThresholdFilter();
			warnings.setLevel(Level.WARN.levelStr);
			warnings.start();
			brief.addFilter(warnings);
			own.addAppender(brief);
		}
		return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
	}

	private static OutputStreamAppender<ILoggingEvent> stderr(LoggerContext context, String pattern) {
		ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
		appender.setTarget(ConsoleTarget.SystemErr.getName());
		return begin(appender, "STDERR", context, pattern);
	}

	private static OutputStreamAppender<ILoggingEvent> file(LoggerContext context, File lock) {
		String home = lock.getParent();
		RollingFileAppender<ILoggingEvent> appender = new HomeLog(lock);
		appender.setFile(home + "/longhaul.log");
		FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
		rolling.setContext(context);
		rolling.setParent(appender);
		rolling.setFileNamePattern(home + "/longhaul.%i.log");
		rolling.setMaxIndex(4);
		SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new OwnersTrigger();
		trigger.setContext(context);
		trigger.setMaxFileSize(FileSize.valueOf("10MB"));
		appender.setRollingPolicy(rolling);
		appender.setTriggeringPolicy(trigger);
		rolling.start();
		trigger.start();
		return begin(appender, "HOME", context, "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} " + LINE);
	}

	/** Opens its file at the first event for which there is a lock. */
	private static final class HomeLog extends RollingFileAppender<ILoggingEvent> {

		private final File lock;

		private boolean opened;

		HomeLog(File lock) {
			this.lock = lock;
		}

		@Override
		public synchronized void start() {
			if (!this.opened && this.lock.exists()) {
				this.opened = true;
				super.start();
			}
		}

		@Override
		public void doAppend(ILoggingEvent event) {
			if (!isStarted()) {
				start();
			}
			super.doAppend(event);
		}

	}

	/** Asks for the size of the log only where this process may rename it. */
	private static final class OwnersTrigger extends SizeBasedTriggeringPolicy<ILoggingEvent> {

		@Override
		public boolean isTriggeringEvent(File log, ILoggingEvent event) {
			return Boolean.getBoolean(ROLLS) && super.isTriggeringEvent(log, event);
		}

	}

	private static OutputStreamAppender<ILoggingEvent> begin(OutputStreamAppender<ILoggingEvent> appender, String name,
			LoggerContext context, String pattern) {
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(context);
		encoder.setPattern(pattern);
		encoder.start();
		appender.setName(name);
		appender.setContext(context);
		appender.setEncoder(encoder);
		appender.start();
		return appender;
	}

}
