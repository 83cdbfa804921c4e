package dev.longhaul.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

import dev.longhaul.console.Console;
import dev.longhaul.repository.home.HomeInUse;
import dev.longhaul.repository.request.OwnerClient;
import dev.longhaul.repository.request.OwnerGone;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The owner of the home, which is asked to carry out a command of this process.
 */
record AskedOwner(HomeInUse inUse, LonghaulCommand longhaul, CommandLine command) {

	/** Whether the owner takes requests, and this is one of the commands for it. */
	static boolean isFor(HomeInUse inUse, CommandLine command) {
		return inUse.takesRequests() && command.getCommand() instanceof Requestable;
	}

	/**
	 * Has it carried out by the owner, or here when the owner has ended.
	 * @param again carries it out here, once the owner is waited for
	 * @return the exit code
	 */
	int carryOut(ParseResult parsed, ToIntFunction<ParseResult> again) throws InterruptedException {
		long begun = System.nanoTime();
		try {
			Optional<Integer> exitCode = ask(parsed.originalArgs());
			if (exitCode.isEmpty()) {
				this.longhaul.ownerIsEnding();
			}
			else if (isToBeWaitedFor(exitCode.get(), begun)) {
				this.longhaul.ownerRefuses();
			}
			else {
				return exitCode.get();
			}
			return again.applyAsInt(parsed);
		}
		catch (OwnerGone ex) {
			return CommandFailure.tell(ex, this.command);
		}
		catch (ParameterException ex) {
			this.command.getErr().println("longhaul: " + Console.printable(String.valueOf(ex.getMessage())));
			return ExitCode.USAGE;
		}
		catch (ExecutionException ex) {
			return CommandFailure.tell((ex.getCause() instanceof Exception cause) ? cause : ex, this.command);
		}
	}

	private Optional<Integer> ask(List<String> arguments) throws InterruptedException {
		boolean sends = this.command.getCommand() instanceof RunCommand
				|| this.command.getCommand() instanceof RerunCommand;
		try (PartingWords parting = new PartingWords(this.longhaul.console(), String.join(" ", arguments), sends)) {
			return new OwnerClient(this.longhaul.home()).ask(this.longhaul.asRequest(arguments),
					this.longhaul.console()::line, this.command.getErr()::println, parting::goingOn);
		}
	}

	/**
	 * Whether the owner has refused what can be had when it has ended. What it has waited
	 * itself, for another run, counts; a watch does not end by itself.
	 */
	private boolean isToBeWaitedFor(int exitCode, long begun) {
		Requestable wanted = this.command.getCommand();
		return exitCode == ExitCode.BUSY && !this.inUse.isBy("watch")
				&& wanted.patience().toNanos() > System.nanoTime() - begun;
	}

}
