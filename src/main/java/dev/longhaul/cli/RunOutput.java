package dev.longhaul.cli;

import dev.longhaul.console.Console;
import dev.longhaul.console.RunDisplay;

/**
 * How a run is to be shown.
 *
 * @param quiet whether only what did not go well is shown
 */
record RunOutput(boolean json, boolean quiet) {

	RunDisplay on(Console console) {
		return this.quiet ? console.quietRun(this.json) : console.run(this.json);
	}

}
