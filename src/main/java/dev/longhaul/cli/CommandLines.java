package dev.longhaul.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.longhaul.doctor.Doctor;
import dev.longhaul.machine.Version;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeInUse;
import dev.longhaul.repository.postgres.RepositoryMove.Moved;
import dev.longhaul.repository.request.OwnerRequest;
import dev.longhaul.store.ObjectStores;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParseResult;

/**
 * Puts the commands together, and makes every failure one sentence on stderr and an exit
 * code.
 */
public final class CommandLines {

	private CommandLines() {
	}

	/**
	 * The command line for these arguments. Picocli takes some milliseconds for each
	 * command, so only one that is among them is made; all where none is, but for the
	 * version.
	 */
	public static CommandLine of(RunSessions sessions, Doctor doctor, Supplier<ObjectStores> stores,
			Function<Home, Moved> migration, BiFunction<Home, WorkerSession.Setting, WorkerSession> workers,
			List<String> arguments) {
		Map<String, Supplier<Object>> commands = ownersCommands(sessions);
		commands.put("watch", () -> new WatchCommand(sessions));
		commands.put("status", StatusCommand::new);
		commands.put("show", ShowCommand::new);
		commands.put("history", HistoryCommand::new);
		commands.put("doctor", () -> new DoctorCommand(doctor));
		commands.put("verify", () -> new VerifyCommand(stores));
		commands.put("migrate", () -> new MigrateCommand(migration));
		commands.put("worker", () -> new WorkerCommand(workers));
		commands.put("nodes", NodesCommand::new);
		commands.put("help", HelpCommand::new);
		LonghaulCommand longhaul = new LonghaulCommand(sessions::reader, sessions.clock());
		CommandLine line = new CommandLine(longhaul);
		boolean all = !arguments.equals(List.of("--version")) && (arguments.stream().noneMatch(commands::containsKey)
				|| arguments.get(0).matches("-h|--help") || arguments.contains("help"));
		commands.forEach((name, command) -> {
			if (all || arguments.contains(name)) {
				line.addSubcommand(command.get());
			}
		});
		Stream.concat(Stream.of(line), line.getSubcommands().values().stream())
			.forEach((command) -> command.getCommandSpec().version("longhaul " + Version.own()));
		line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
		line.setExecutionStrategy((parsed) -> {
			new CommandLog(longhaul).configure(parsed);
			return execute(parsed);
		});
		line.setParameterExceptionHandler(UsageMistake::tell);
		line.setExecutionExceptionHandler(
				(failure, command, parsed) -> (failure instanceof HomeInUse inUse && AskedOwner.isFor(inUse, command))
						? new AskedOwner(inUse, longhaul, command).carryOut(parsed, CommandLines::execute)
						: CommandFailure.tell(failure, command));
		return line;
	}

	/**
	 * Carries out what another process asks for, in this one's sessions.
	 * @return the exit code
	 */
	public static int carryOut(OwnerRequest request, RunSessions sessions, PrintStream out, PrintStream err) {
		CommandLine line = new CommandLine(new LonghaulCommand(request, out, err, sessions.clock()));
		ownersCommands(sessions).values().forEach((command) -> line.addSubcommand(command.get()));
		line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
		line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
		line.setExecutionStrategy(CommandLines::execute);
		line.setParameterExceptionHandler(UsageMistake::tell);
		line.setExecutionExceptionHandler((failure, command, parsed) -> CommandFailure.tell(failure, command));
		return line.execute(request.arguments().toArray(String[]::new));
	}

	private static int execute(ParseResult parsed) {
		try {
			return new CommandLine.RunLast().execute(parsed);
		}
		catch (OutOfMemoryError ex) {
			RuntimeException told = CommandFailure.of(ex);
			throw new ExecutionException(parsed.commandSpec().commandLine(), String.valueOf(told.getMessage()), told);
		}
	}

	/** Those that only the owner of the home can carry out, for others too. */
	private static Map<String, Supplier<Object>> ownersCommands(RunSessions sessions) {
		Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
		commands.put("run", () -> new RunCommand(sessions));
		commands.put("rerun", () -> new RerunCommand(sessions));
		commands.put("abort", () -> new AbortCommand(sessions));
		commands.put("sweep", () -> new SweepCommand(sessions));
		commands.put("prune", () -> new PruneCommand(sessions));
		return commands;
	}

}
