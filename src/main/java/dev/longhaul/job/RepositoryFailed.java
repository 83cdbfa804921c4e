package dev.longhaul.job;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.longhaul.repository.DatabaseFact;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The job repository did not take or give what was asked of it. Spring's own message of
 * that begins with the statement.
 */
public final class RepositoryFailed extends RuntimeException {

	private RepositoryFailed(Throwable failure) {
		super("the job repository failed: " + why(statement(failure)), failure);
	}

	/**
	 * What a failure says of the repository, if it is the repository's, also a wrapped
	 * one.
	 */
	public static Optional<RepositoryFailed> in(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.filter((cause) -> cause instanceof DataAccessException || cause instanceof TransactionException)
			.findFirst()
			.map(RepositoryFailed::new);
	}

	/** The failure of a step, in words if it is the repository's. */
	public static Throwable inWords(Throwable failure) {
		return in(failure).<Throwable>map((words) -> words).orElse(failure);
	}

	/** Whether the server had no room for a row. */
	public static boolean isOfFullDisk(Throwable failure) {
		return fact(statement(failure)) == DatabaseFact.DISK_FULL;
	}

	private static String why(Throwable statement) {
		String why = String.valueOf(statement.getMessage()).lines().findFirst().orElse("");
		return switch (fact(statement)) {
			case DISK_FULL ->
				"the disk of its server is full (%s); free it, then run again: parts that have arrived are taken over"
					.formatted(why);
			case CANNOT_GROW ->
				"its file of rows cannot be written; free the disk, then run again: parts that have arrived are taken over";
			case AWAY -> "its server does not answer (%s)".formatted(why);
			case FOR_A_PERSON, OTHER -> why;
		};
	}

	private static DatabaseFact fact(Throwable statement) {
		return (statement instanceof SQLException error) ? DatabaseFact.of(error) : DatabaseFact.OTHER;
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

}
