package dev.longhaul.job;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.longhaul.upload.UploadFailure;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The job repository did not take or give what was asked of it. Spring's own message of
 * that begins with the statement.
 */
public final class RepositoryFailed extends RuntimeException {

	/** Only a server tells it so. */
	private static final String DISK_FULL = "53100";

	/** HSQLDB's words when its file of rows cannot grow, whatever the reason. */
	private static final String CANNOT_GROW = "Data File size limit is reached";

	/** It cannot be reached, went away or goes down. */
	private static final Set<String> SERVER_GONE = Set.of("08001", "08006", "57P01", "57P02", "57P03");

	/**
	 * What the failure comes to outside of a step, where only the repository can fail.
	 */
	public RepositoryFailed(Throwable failure) {
		super("the job repository failed: " + why(failure), failure);
	}

	/**
	 * The failure of a step in words, if it is the repository's, also a wrapped one.
	 */
	public static Throwable inWords(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.filter(RepositoryFailed::isOfDatabase)
			.findFirst()
			.<Throwable>map(RepositoryFailed::new)
			.orElse(failure);
	}

	/** Whether the server had no room for a row. */
	public static boolean isOfFullDisk(Throwable failure) {
		return stateOf(statement(failure)).equals(DISK_FULL);
	}

	private static String why(Throwable failure) {
		if (!isOfDatabase(failure)) {
			return UploadFailure.of(failure).message();
		}
		Throwable cause = statement(failure);
		String why = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
		String state = stateOf(cause);
		if (state.equals(DISK_FULL)) {
			return "the disk of its server is full (%s); free it, then run again: parts that have arrived are taken over"
				.formatted(why);
		}
		if (why.contains(CANNOT_GROW)) {
			return "its file of rows cannot be written; free the disk, then run again: parts that have arrived are taken over";
		}
		return SERVER_GONE.contains(state) ? "its server does not answer (%s)".formatted(why) : why;
	}

	/** What the database says, not the sockets below it. */
	private static Throwable statement(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException) {
				return cause;
			}
		}
		return NestedExceptionUtils.getMostSpecificCause(failure);
	}

	private static String stateOf(Throwable cause) {
		return (cause instanceof SQLException sql) ? String.valueOf(sql.getSQLState()) : "";
	}

	private static boolean isOfDatabase(Throwable failure) {
		return failure instanceof DataAccessException || failure instanceof TransactionException;
	}

}
