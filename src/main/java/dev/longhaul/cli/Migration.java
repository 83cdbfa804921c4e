package dev.longhaul.cli;

import dev.longhaul.repository.Claim;
import dev.longhaul.repository.Home;
import dev.longhaul.repository.RepositoryMove.Moved;

/**
 * Moves the repository from the home to PostgreSQL. What implements it knows the
 * settings.
 */
@FunctionalInterface
public interface Migration {

	/** Takes the home's lock, moves, and frees it. */
	Moved move(Home home, Claim claim);

}
