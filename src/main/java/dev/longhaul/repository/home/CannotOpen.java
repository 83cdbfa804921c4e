package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.util.Optional;
import java.util.function.Function;

import dev.longhaul.repository.RepositoryUnusable;

/**
 * Tells why the database in a home cannot be opened or read, in words.
 */
public final class CannotOpen {

	/** In bytes: the tables alone want more. */
	private static final long LITTLE = 64 << 10;

	private static final String HEAP = "heap space";

	/**
	 * A table of a new repository moves from the log to the file of rows: HSQLDB has no
	 * other words for it where that file cannot be made.
	 */
	private static final String NO_ROWS = "IO error in statement [SET TABLE ";

	/**
	 * With less the heap itself may be too small; with more it is full because damaged
	 * rows say that they are very long.
	 */
	private static final long SMALL_HEAP = 64 << 20;

	private CannotOpen() {
	}

	/**
	 * Finds the words.
	 * @return for whoever throws it
	 */
	public static RuntimeException because(Home home, Exception failure) {
		if (Runtime.getRuntime().maxMemory() < SMALL_HEAP && says(HEAP, failure)) {
			return new RepositoryUnusable(
					("the repository in %s cannot be opened with a heap of %d MB; give the JVM more "
							+ "by LONGHAUL_JAVA_OPTIONS=-Xmx256m, or java -Xmx256m -jar, then run again")
						.formatted(home.folder(), Runtime.getRuntime().maxMemory() >> 20),
					failure);
		}
		String why = reason(home, failure);
		if (says(NO_ROWS, failure)) {
			return new RepositoryNotWritten(home, "its file of rows cannot be made");
		}
		// of a disk that is full HSQLDB sometimes says only that there was an error
		Optional<RepositoryNotWritten> notWritten = RepositoryNotWritten.of(home, why)
			.or(() -> isFull(home) ? Optional.of(new RepositoryNotWritten(home, "no space left on its disk"))
					: Optional.empty());
		return notWritten.<RuntimeException>map(Function.identity())
			.orElseGet(() -> DamagedHome.of(home, why, failure));
	}

	private static boolean says(String words, Throwable failure) {
		return String.valueOf(failure.getMessage()).contains(words)
				|| (failure.getCause() != null && says(words, failure.getCause()));
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
	 * The innermost message; over damaged rows HSQLDB has none, or runs out of heap.
	 */
	private static String reason(Home home, Exception failure) {
		String reason = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLInvalidAuthorizationSpecException) {
				return home.access().passwordFile() + " is not its password";
			}
			boolean tripped = cause instanceof NullPointerException || cause.getMessage() == null
					|| cause.getMessage().contains(HEAP);
			reason = tripped ? "its rows cannot be read" : cause.getMessage();
		}
		return String.valueOf(reason);
	}

}
