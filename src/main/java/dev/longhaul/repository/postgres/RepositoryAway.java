package dev.longhaul.repository.postgres;

import org.jspecify.annotations.Nullable;

/**
 * The repository in PostgreSQL does not answer, has no room, or the connection that held
 * this process's claims was lost: a later run can go on.
 */
public final class RepositoryAway extends RuntimeException {

	RepositoryAway(PostgresAccess access, String why, @Nullable Throwable cause) {
		super(("the repository at %s does not answer (%s); nothing more is begun. When it is there again, run again: "
				+ "parts that have arrived are taken over")
			.formatted(access.url(), why), cause);
	}

	private RepositoryAway(String message, Throwable cause) {
		super(message, cause);
	}

	/** The same for who only asks: nothing was to be begun. */
	static RepositoryAway unread(PostgresAccess access, String why, Throwable cause) {
		return new RepositoryAway("the repository at %s does not answer (%s); try again when it is there again"
			.formatted(access.url(), why), cause);
	}

	static RepositoryAway full(PostgresAccess access, String why, Throwable cause) {
		return new RepositoryAway(
				("the disk of the repository at %s is full (%s); nothing more is begun. Free it, then "
						+ "run again: parts that have arrived are taken over")
					.formatted(access.url(), why),
				cause);
	}

}
