package dev.longhaul.cli;

import java.util.List;
import java.util.Objects;

import dev.longhaul.console.Console;
import dev.longhaul.definition.Misconfigured;
import dev.longhaul.machine.HeapFull;
import dev.longhaul.repository.RepositoryUnusable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * What a command failed of, as one sentence on stderr and an exit code.
 */
final class CommandFailure {

	private CommandFailure() {
	}

	/**
	 * Tells of it.
	 * @return the exit code
	 */
	static int tell(Exception thrown, CommandLine command) {
		Exception failure = told(thrown);
		LoggerFactory.getLogger(CommandFailure.class).debug("the command failed", failure);
		lines(failure).forEach((line) -> command.getErr().println("longhaul: " + Console.printable(line)));
		return ExitCode.of(failure);
	}

	/** One, but for definitions: each of their problems has its own. */
	private static List<String> lines(Exception failure) {
		return (failure instanceof Misconfigured invalid) ? invalid.problems()
				: List.of(String.valueOf(failure.getMessage()));
	}

	/** What is said of it, in one line. */
	static String words(Throwable thrown) {
		Exception failure = (thrown instanceof OutOfMemoryError error) ? of(error) : told((Exception) thrown);
		return Objects.requireNonNullElseGet(failure.getMessage(), failure.getClass()::getSimpleName);
	}

	/** Of the heap, or of what else a process may run out of, such as threads. */
	static RuntimeException of(OutOfMemoryError error) {
		return HeapFull.isMeantBy(error) ? HeapFull.of(error) : new IllegalStateException(
				"the operating system refused this process a resource (%s); raise its limits (ulimit, cgroup), then run again"
					.formatted(error.getMessage()),
				error);
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

}
