package dev.longhaul.cli;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.repository.Claim;
import dev.longhaul.repository.EmbeddedReader;
import dev.longhaul.repository.Home;
import dev.longhaul.repository.RepositoryReader;

/**
 * Opens sessions. What implements it knows Spring; the commands do not.
 */
@FunctionalInterface
public interface RunSessions {

	/**
	 * Takes the home's lock and opens the repository.
	 */
	RunSession open(Home home, DefinitionsInUse definitions, Claim claim);

	/** Reads the repository without a session. */
	default RepositoryReader reader(Home home) {
		return new EmbeddedReader(home);
	}

}
