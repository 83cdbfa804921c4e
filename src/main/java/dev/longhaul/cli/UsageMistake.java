package dev.longhaul.cli;

import java.util.List;

import dev.longhaul.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with what was typed, as one line: the help would push it off the screen.
 */
final class UsageMistake {

	private UsageMistake() {
	}

	/**
	 * Tells of it. Who typed nothing at all gets the help.
	 * @return the exit code
	 */
	static int tell(ParameterException mistake, String[] typed) {
		CommandLine command = mistake.getCommandLine();
		if (typed.length == 0) {
			command.usage(command.getErr());
		}
		else {
			command.getErr()
				.println("longhaul: %s%s See '%s --help'".formatted(
						Console.printable(String.valueOf(mistake.getMessage()).replaceFirst("\\.$", "")),
						meant(mistake), command.getCommandSpec().qualifiedName()));
		}
		return ExitCode.USAGE;
	}

	private static String meant(ParameterException mistake) {
		List<String> known = (mistake instanceof UnmatchedArgumentException unmatched) ? unmatched.getSuggestions()
				: List.of();
		return known.isEmpty() ? "." : "; did you mean %s?".formatted(String.join(" or ", known));
	}

}
