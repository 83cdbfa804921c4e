package dev.longhaul.repository;

import org.jspecify.annotations.Nullable;

/**
 * The job repository cannot be opened; a person has to look.
 */
public final class RepositoryUnusable extends RuntimeException {

	public RepositoryUnusable(String message) {
		this(message, null);
	}

	public RepositoryUnusable(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Its tables are of a version that this program does not know.
	 * @param place where it is, with its preposition
	 */
	public static RepositoryUnusable newer(String place, Throwable cause) {
		return new RepositoryUnusable(
				"the repository %s was written by a newer Longhaul; nothing was started. Use that one".formatted(place),
				cause);
	}

}
