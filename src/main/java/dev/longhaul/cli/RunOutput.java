package dev.longhaul.cli;

import dev.longhaul.console.Console;
import dev.longhaul.console.RunDisplay;
import dev.longhaul.repository.home.Claim;
import picocli.CommandLine.Option;

/**
 * Of the commands that send files: how the run is shown.
 */
final class RunOutput {

	@Option(names = { "-q", "--quiet" }, description = "Only say what did not go well, and the summary: for cron.")
	private boolean quiet;

	@Option(names = "--json", description = "One JSON object a line on stdout.")
	private boolean json;

	/** Waits are nothing that did not go well. */
	Claim of(Claim claim) {
		return claim.quiet(this.quiet);
	}

	RunDisplay on(Console console) {
		return this.quiet ? console.quietRun(this.json) : console.run(this.json);
	}

}
