package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Notices that a commit did not reach the disk. HSQLDB reports such a commit as done and
 * tells of the full or broken disk by a warning in its event log, from the thread that
 * syncs and before that returns.
 */
public final class LostWrites extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private static final String EVENTS = "hsqldb.db";

	private final Home home;

	private volatile @Nullable String reason;

	/** The file that lies beside the database while it is open, as it was at first. */
	private @Nullable Object opened;

	private LostWrites(Home home) {
		this.home = home;
	}

	/** Begins to listen; before the database is opened, by the holder of its lock. */
	public static LostWrites watch(Home home) {
		LostWrites writes = new LostWrites(home);
		writes.markOpened();
		Logger events = (Logger) LoggerFactory.getLogger(EVENTS);
		events.setLevel(Level.WARN);
		events.addAppender(writes);
		writes.start();
		return writes;
	}

	/**
	 * Looks whether everything that was committed is on the disk.
	 * @throws RepositoryNotWritten if it is not; nothing of this process will be any more
	 */
	public void requireNone() {
		if (this.reason == null && isMoved()) {
			this.reason = "its files were moved or deleted";
		}
		failure().ifPresent((lost) -> {
			throw lost;
		});
	}

	/** Whether the files are not those any more that were opened. */
	boolean isMoved() {
		return !Objects.equals(this.opened, fileOfDatabase());
	}

	/** What was lost, if something was. */
	public Optional<RepositoryNotWritten> failure() {
		return Optional.ofNullable(this.reason).map((why) -> new RepositoryNotWritten(this.home, why));
	}

	private void markOpened() {
		try {
			this.home.database().markOpened();
			this.opened = fileOfDatabase();
		}
		catch (IOException ex) {
			this.reason = String.valueOf(ex.getMessage());
		}
	}

	/** A deleted file can be written for as long as it is open; that helps nobody. */
	private @Nullable Object fileOfDatabase() {
		try {
			return Files.readAttributes(this.home.database().opened(), BasicFileAttributes.class).fileKey();
		}
		catch (IOException ex) {
			return null;
		}
	}

	@Override
	protected void append(ILoggingEvent event) {
		String message = String.valueOf(event.getFormattedMessage());
		if (message.startsWith("ScriptWriter synch error") || message.startsWith("data commit")) {
			this.reason = rootMessage(event.getThrowableProxy());
		}
	}

	private static String rootMessage(@Nullable IThrowableProxy thrown) {
		String message = "write error";
		for (IThrowableProxy cause = thrown; cause != null; cause = cause.getCause()) {
			message = String.valueOf(cause.getMessage());
		}
		return message;
	}

	@Override
	public void close() {
		((Logger) LoggerFactory.getLogger(EVENTS)).detachAppender(this);
		stop();
		if (this.opened != null && this.opened.equals(fileOfDatabase())) {
			this.home.database().forgetOpened();
		}
	}

}
