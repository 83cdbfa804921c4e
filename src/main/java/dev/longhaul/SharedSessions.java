package dev.longhaul;

import dev.longhaul.cli.Engine;
import dev.longhaul.cli.RunSession;
import dev.longhaul.cli.RunSessions;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.repository.Claim;
import dev.longhaul.repository.Home;

/**
 * Sessions beside the one that opened the repository: for commands that other processes
 * ask for.
 */
record SharedSessions(Engine engine, Threads threads) implements RunSessions {

	@Override
	public RunSession open(Home home, DefinitionsInUse definitions, Claim claim) {
		this.engine.definitions().use(definitions.all());
		this.threads.suffice(this.engine.definitions());
		return new RunSession(definitions, this.engine, () -> {
			// the repository stays open
		});
	}

}
