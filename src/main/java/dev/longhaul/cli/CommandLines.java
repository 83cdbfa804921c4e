package dev.longhaul.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import dev.longhaul.definition.InvalidDefinition;
import dev.longhaul.launch.AmbiguousFile;
import dev.longhaul.repository.Home;
import dev.longhaul.repository.HomeInUse;
import dev.longhaul.repository.RepositoryUnusable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Puts the commands together, and makes every failure one sentence on stderr and an exit
 * code.
 */
public final class CommandLines {

	private CommandLines() {
	}

	public static CommandLine of(RunSessions sessions) {
		LonghaulCommand longhaul = new LonghaulCommand();
		CommandLine line = new CommandLine(longhaul);
		line.addSubcommand(new RunCommand(sessions));
		line.addSubcommand(new RerunCommand(sessions));
		line.addSubcommand(new AbortCommand(sessions));
		line.addSubcommand(new SweepCommand(sessions));
		line.addSubcommand(new StatusCommand());
		line.addSubcommand(new ShowCommand());
		line.addSubcommand(new HistoryCommand());
		line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
		line.setExecutionStrategy((parsed) -> {
			configureLog(longhaul, parsed);
			return new CommandLine.RunLast().execute(parsed);
		});
		line.setExecutionExceptionHandler((failure, command, parsed) -> exitCode(failure, command));
		return line;
	}

	/** Logback reads these when the first logger is made, which is after this. */
	private static void configureLog(LonghaulCommand longhaul, ParseResult parsed) {
		Object command = parsed.hasSubcommand() ? parsed.subcommand().commandSpec().userObject() : longhaul;
		boolean writesHome = command instanceof RunCommand || command instanceof RerunCommand
				|| command instanceof AbortCommand || command instanceof SweepCommand;
		if (writesHome) {
			create(longhaul.home());
		}
		System.setProperty("longhaul.home", longhaul.home().folder().toString());
		System.setProperty("longhaul.log", writesHome ? "HOME" : "NOWHERE");
		System.setProperty("longhaul.stderr." + (longhaul.isVerbose() ? "all" : "own"),
				longhaul.isVerbose() ? "VERBOSE" : "BRIEF");
	}

	/** Before the log does. What is wrong with it is said when the home is locked. */
	private static void create(Home home) {
		try {
			home.create();
		}
		catch (IOException ex) {
			// the lock cannot be taken either, and says so
		}
	}

	private static int exitCode(Exception failure, CommandLine command) {
		LoggerFactory.getLogger(CommandLines.class).debug("the command failed", failure);
		command.getErr().println("longhaul: " + failure.getMessage());
		if (failure instanceof InvalidDefinition || failure instanceof AmbiguousFile) {
			return ExitCode.USAGE;
		}
		if (failure instanceof HomeInUse) {
			return ExitCode.BUSY;
		}
		return (failure instanceof RepositoryUnusable) ? ExitCode.PERSON : ExitCode.UNFINISHED;
	}

}
