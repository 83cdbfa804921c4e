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

}
