package dev.longhaul.cli;

import java.time.Clock;
import java.time.ZoneId;

import dev.longhaul.definition.Definitions;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.EmbeddedReader;
import dev.longhaul.repository.home.Home;

/**
 * Opens sessions. What implements it knows Spring; the commands do not.
 */
@FunctionalInterface
public interface RunSessions {

	/**
	 * Takes the home's lock and opens the repository.
	 */
	RunSession open(Home home, Definitions definitions, Claim claim);

	/**
	 * Sessions that have workers send the ranges of their files.
	 * @throws dev.longhaul.definition.Misconfigured if the repository belongs to one
	 * process
	 * @throws SendsByItself if these are of a process without workers
	 */
	default RunSessions cluster(Home home) {
		throw new SendsByItself();
	}

	/**
	 * Sessions of those who find no repository: over an empty one that goes away with
	 * them. An owner has one.
	 */
	default RunSessions temporary() {
		return this;
	}

	/** In the machine's zone, whatever zone the process lives in. */
	default Clock clock() {
		return Clock.system(ZoneId.systemDefault());
	}

	/** Reads the repository without a session. */
	default RepositoryReader reader(Home home) {
		return new EmbeddedReader(home);
	}

}
