package dev.longhaul.repository.home;

import java.nio.file.Path;

import dev.longhaul.repository.RepositoryUnusable;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the database's files in a home, and what a person can do about it.
 */
public final class DamagedHome {

	private DamagedHome() {
	}

	/**
	 * One of its files is gone, and with it what the others mean.
	 * @param trace which shows that it was there
	 */
	static RepositoryUnusable without(Path file, Path trace, Home home) {
		return new RepositoryUnusable(("%s is missing, and %s shows that there was a repository; nothing was started, "
				+ "and what is left stays as it is. If there is a backup of %s, put the whole home back from it; "
				+ "without one, move this folder away and use 'longhaul run --rebuild', which takes over what the stores "
				+ "have; 'longhaul sweep --dry-run --json' then lists what is left unfinished there")
			.formatted(file, trace, home.folder()));
	}

	/** The one of its files is damaged that the others can do without. */
	static RepositoryUnusable unstated(Path file) {
		return new RepositoryUnusable(
				("%s is damaged and does not say how the repository was left; nothing was started. "
						+ "Copy the home, then delete that one file: it is made anew from the others")
					.formatted(file));
	}

	/** Its database cannot be opened, in the words of who tried. */
	public static RepositoryUnusable of(Home home, String why, @Nullable Throwable cause) {
		return new RepositoryUnusable(
				("the repository in %s cannot be opened (%s); nothing was started. If its files are "
						+ "damaged, move this folder away and use 'longhaul run --rebuild': that takes over what the stores have")
					.formatted(home.folder(), why.lines().findFirst().orElse("")),
				cause);
	}

}
