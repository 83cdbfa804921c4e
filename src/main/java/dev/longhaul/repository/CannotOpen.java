package dev.longhaul.repository;

import java.util.Optional;
import java.util.function.Function;

/**
 * Tells why the database in a home cannot be opened or read, in words.
 */
public final class CannotOpen {

	private CannotOpen() {
	}

	/**
	 * Finds the words.
	 * @return for whoever throws it
	 */
	public static RuntimeException because(Home home, Exception failure) {
		String why = reason(failure);
		Optional<RepositoryNotWritten> notWritten = RepositoryNotWritten.of(home, why);
		if (notWritten.isEmpty() && why.contains("lockFile")) {
			return new HomeInUse(home);
		}
		return notWritten.<RuntimeException>map(Function.identity())
			.orElseGet(() -> RepositoryUnusable.damaged(home, why, failure));
	}

	/**
	 * The innermost words. Over damaged rows HSQLDB trips without any, or as over a
	 * length.
	 */
	private static String reason(Exception failure) {
		String reason = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			boolean tripped = cause instanceof NullPointerException || cause.getMessage() == null
					|| cause.getMessage().contains("heap space");
			reason = tripped ? "its rows cannot be read" : cause.getMessage();
		}
		return String.valueOf(reason);
	}

}
