package dev.longhaul.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.longhaul.cli.MigrateCommand.Migration;
import dev.longhaul.cluster.QueueUnusable;
import dev.longhaul.definition.InvalidDefinition;
import dev.longhaul.doctor.Doctor;
import dev.longhaul.launch.AmbiguousFile;
import dev.longhaul.console.LogSetup;
import dev.longhaul.repository.Home;
import dev.longhaul.launch.RunInProgress;
import dev.longhaul.repository.HomeInUse;
import dev.longhaul.repository.OwnerClient;
import dev.longhaul.repository.OwnerGone;
import dev.longhaul.repository.OwnerRequest;
import dev.longhaul.repository.RepositoryUnusable;
import dev.longhaul.source.HeapFull;
import dev.longhaul.store.ObjectStores;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Puts the commands together, and makes every failure one sentence on stderr and an exit
 * code.
 */
public final class CommandLines {

	private CommandLines() {
	}

	/** The command line with all commands. */
	public static CommandLine of(RunSessions sessions, Doctor doctor, Supplier<ObjectStores> stores,
			Migration migration, WorkerSession.Opening workers) {
		return of(sessions, doctor, stores, migration, workers, List.of());
	}

	/**
	 * The command line for these arguments. Picocli takes some milliseconds for each
	 * command, so only one that is among them is made; all where none is.
	 */
	public static CommandLine of(RunSessions sessions, Doctor doctor, Supplier<ObjectStores> stores,
			Migration migration, WorkerSession.Opening workers, List<String> arguments) {
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
		LonghaulCommand longhaul = new LonghaulCommand(sessions::reader, sessions.clock());
		CommandLine line = new CommandLine(longhaul);
		boolean all = arguments.stream().noneMatch(commands::containsKey) || arguments.get(0).matches("-h|--help");
		commands.forEach((name, command) -> {
			if (all || arguments.contains(name)) {
				line.addSubcommand(command.get());
			}
		});
		line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
		line.setExecutionStrategy((parsed) -> {
			if (!isForHelp(parsed)) {
				configureLog(longhaul, parsed);
			}
			return execute(parsed);
		});
		line.setExecutionExceptionHandler(
				(failure, command, parsed) -> (failure instanceof HomeInUse inUse && isForTheOwner(inUse, command))
						? askTheOwner(inUse, longhaul, parsed, command) : exitCode(failure, command));
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
		line.setExecutionExceptionHandler((failure, command, parsed) -> exitCode(failure, command));
		return line.execute(request.arguments().toArray(String[]::new));
	}

	private static int execute(ParseResult parsed) {
		try {
			return new CommandLine.RunLast().execute(parsed);
		}
		catch (OutOfMemoryError ex) {
			CommandLine command = parsed.commandSpec().commandLine();
			RuntimeException told = HeapFull.isMeantBy(ex) ? HeapFull.of(ex)
					: new IllegalStateException(
							"the system gives this process no more of something: %s; see its limits, then run again"
								.formatted(ex.getMessage()),
							ex);
			throw new ExecutionException(command, String.valueOf(told.getMessage()), told);
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

	private static boolean isForTheOwner(HomeInUse inUse, CommandLine command) {
		return inUse.takesRequests() && command.getCommand() instanceof Requestable;
	}

	/**
	 * Whether the owner has refused what can be had when it has ended. What it has waited
	 * itself, for another run, counts; a watch does not end by itself.
	 */
	private static boolean isToBeWaitedFor(HomeInUse inUse, int exitCode, CommandLine command, long begun) {
		Requestable wanted = command.getCommand();
		return exitCode == ExitCode.BUSY && !inUse.isBy("watch")
				&& wanted.patience().toNanos() > System.nanoTime() - begun;
	}

	private static int askTheOwner(HomeInUse inUse, LonghaulCommand longhaul, ParseResult parsed, CommandLine command)
			throws InterruptedException {
		long begun = System.nanoTime();
		try {
			OwnerClient owner = new OwnerClient(longhaul.home());
			Optional<Integer> exitCode = owner.ask(longhaul.asRequest(parsed.originalArgs()), longhaul.console()::line,
					command.getErr()::println);
			if (exitCode.isEmpty()) {
				longhaul.ownerIsEnding();
			}
			else if (isToBeWaitedFor(inUse, exitCode.get(), command, begun)) {
				longhaul.ownerRefuses();
			}
			else {
				return exitCode.get();
			}
			return execute(parsed);
		}
		catch (OwnerGone ex) {
			return exitCode(ex, command);
		}
		catch (ParameterException ex) {
			command.getErr().println("longhaul: " + ex.getMessage());
			return ExitCode.USAGE;
		}
		catch (ExecutionException ex) {
			return exitCode((ex.getCause() instanceof Exception cause) ? cause : ex, command);
		}
	}

	private static boolean isForHelp(ParseResult parsed) {
		return parsed.isUsageHelpRequested() || (parsed.hasSubcommand() && parsed.subcommand().isUsageHelpRequested());
	}

	/** Logback reads these when the first logger is made, which is after this. */
	private static void configureLog(LonghaulCommand longhaul, ParseResult parsed) {
		Object command = parsed.hasSubcommand() ? parsed.subcommand().commandSpec().userObject() : longhaul;
		boolean writesHome = command instanceof Requestable || command instanceof WatchCommand
				|| command instanceof WorkerCommand;
		Home home = (command instanceof WorkerCommand worker) ? home(worker, parsed) : longhaul.home();
		if (writesHome) {
			create(home);
			System.setProperty(LogSetup.HOME, home.folder().toString());
		}
		System.setProperty(LogSetup.VERBOSE, String.valueOf(longhaul.isVerbose()));
	}

	/** What is wrong with a worker is said before anything is made for it. */
	private static Home home(WorkerCommand worker, ParseResult parsed) {
		try {
			return worker.home();
		}
		catch (InvalidDefinition ex) {
			throw new ExecutionException(parsed.commandSpec().commandLine(), String.valueOf(ex.getMessage()), ex);
		}
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

	/**
	 * One of another thread comes as the cause of something else. Of a damaged repository
	 * too: over its rows HSQLDB asks for more memory than there is.
	 */
	private static Exception told(Exception failure) {
		if (failure instanceof RepositoryUnusable) {
			return failure;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof OutOfMemoryError error && HeapFull.isMeantBy(error)) {
				return (failure instanceof HeapFull) ? failure : HeapFull.of(error);
			}
		}
		return failure;
	}

	private static int exitCode(Exception thrown, CommandLine command) {
		Exception failure = told(thrown);
		LoggerFactory.getLogger(CommandLines.class).debug("the command failed", failure);
		command.getErr().println("longhaul: " + failure.getMessage());
		if (failure instanceof InvalidDefinition || failure instanceof AmbiguousFile
				|| failure instanceof UnknownUpload) {
			return ExitCode.USAGE;
		}
		if (failure instanceof HomeInUse || failure instanceof RunInProgress || failure instanceof DefinitionsDiffer
				|| failure instanceof SendsByItself) {
			return ExitCode.BUSY;
		}
		boolean needsPerson = failure instanceof RepositoryUnusable || failure instanceof OtherVersion
				|| failure instanceof HeapFull || (failure instanceof QueueUnusable queue && queue.needsPerson());
		return needsPerson ? ExitCode.PERSON : ExitCode.UNFINISHED;
	}

}
