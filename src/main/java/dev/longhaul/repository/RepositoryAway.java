package dev.longhaul.repository;

import org.jspecify.annotations.Nullable;

/**
 * The repository in PostgreSQL does not answer, or the connection that held this
 * process's claims was lost: a later run can go on.
 */
public final class RepositoryAway extends RuntimeException {

	RepositoryAway(PostgresAccess access, String why, @Nullable Throwable cause) {
		super(("the repository at %s does not answer (%s); nothing more is begun. When it is there again, run again: "
				+ "parts that have arrived are taken over")
			.formatted(access.url(), why), cause);
	}

}
