package dev.longhaul.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells why the database in a home cannot be opened or read, in words.
 */
public final class CannotOpen {

	/** In bytes: the tables alone want more. */
	private static final long LITTLE = 64 << 10;

	private CannotOpen() {
	}

	/**
	 * Finds the words.
	 * @return for whoever throws it
	 */
	public static RuntimeException because(Home home, Exception failure) {
		String why = reason(failure);
		// of a disk that is full HSQLDB sometimes says only that there was an error
		Optional<RepositoryNotWritten> notWritten = RepositoryNotWritten.of(home, why)
			.or(() -> isFull(home) ? Optional.of(new RepositoryNotWritten(home, "no space left on its disk"))
					: Optional.empty());
		return notWritten.<RuntimeException>map(Function.identity())
			.orElseGet(() -> RepositoryUnusable.damaged(home, why, failure));
	}

	private static boolean isFull(Home home) {
		try {
			return Files.getFileStore(home.folder()).getUsableSpace() < LITTLE;
		}
		catch (IOException ex) {
			return false;
		}
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
