package dev.longhaul.cli;

import dev.longhaul.repository.home.Home;
import picocli.CommandLine.Option;

/**
 * Of the commands that send files: who sends their ranges.
 */
final class ClusterOption {

	@Option(names = "--cluster",
			description = "Have the workers of other machines send the ranges of large files ('longhaul worker').")
	private boolean wanted;

	/**
	 * Where the command carries out its work.
	 * @throws dev.longhaul.definition.Misconfigured if other machines cannot use the
	 * home's repository
	 */
	RunSessions of(RunSessions sessions, Home home) {
		return this.wanted ? sessions.cluster(home) : sessions;
	}

}
