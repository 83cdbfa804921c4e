package dev.longhaul.job;

import dev.longhaul.upload.UploadFailure;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The job repository did not take or give what was asked of it. Spring's own message of
 * that begins with the statement.
 */
public final class RepositoryFailed extends RuntimeException {

	/**
	 * What the failure comes to outside of a step, where only the repository can fail.
	 */
	public RepositoryFailed(Throwable failure) {
		super("the job repository failed: " + why(failure), failure);
	}

	/** The failure of a step in words, if it is one of the repository. */
	static Throwable inWords(Throwable failure) {
		return isOfDatabase(failure) ? new RepositoryFailed(failure) : failure;
	}

	private static String why(Throwable failure) {
		return isOfDatabase(failure) ? String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage())
			.lines()
			.findFirst()
			.orElse("") : UploadFailure.of(failure).message();
	}

	private static boolean isOfDatabase(Throwable failure) {
		return failure instanceof DataAccessException || failure instanceof TransactionException;
	}

}
