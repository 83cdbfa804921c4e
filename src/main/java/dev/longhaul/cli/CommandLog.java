package dev.longhaul.cli;

import dev.longhaul.console.LogSetup;
import dev.longhaul.definition.Misconfigured;
import dev.longhaul.repository.home.Home;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;

/**
 * Where a command's log goes and how much of it is shown.
 */
record CommandLog(LonghaulCommand longhaul) {

	/** Logback reads these when the first logger is made, which is after this. */
	void configure(ParseResult parsed) {
		if (isForHelp(parsed)) {
			return;
		}
		Object command = parsed.hasSubcommand() ? parsed.subcommand().commandSpec().userObject() : this.longhaul;
		boolean writesHome = command instanceof Requestable || command instanceof WatchCommand
				|| command instanceof WorkerCommand;
		Home home = (command instanceof WorkerCommand worker) ? home(worker, parsed) : this.longhaul.home();
		if (writesHome && !home.isAnothers()) {
			System.setProperty(LogSetup.LOCK, home.lockFile().toString());
		}
		System.setProperty(LogSetup.VERBOSE, String.valueOf(this.longhaul.isVerbose()));
	}

	private static boolean isForHelp(ParseResult parsed) {
		return parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested()
				|| (parsed.hasSubcommand() && isForHelp(parsed.subcommand()));
	}

	/** What is wrong with a worker is said before anything is made for it. */
	private static Home home(WorkerCommand worker, ParseResult parsed) {
		try {
			return worker.home();
		}
		catch (Misconfigured ex) {
			throw new ExecutionException(parsed.commandSpec().commandLine(), ex.getMessage(), ex);
		}
	}

}
