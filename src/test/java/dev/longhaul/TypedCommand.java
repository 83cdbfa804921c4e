package dev.longhaul;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.longhaul.console.LogSetup;

/**
 * What came of a command that was typed, in this process.
 */
record TypedCommand(int exitCode, String out, String err) {

	/** Types it, with the home and the definitions of a folder. */
	static TypedCommand in(Path folder, String... words) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		PrintStream outBefore = System.out;
		PrintStream errBefore = System.err;
		PrintStream ownOut = new PrintStream(out, true, StandardCharsets.UTF_8);
		PrintStream ownErr = new PrintStream(err, true, StandardCharsets.UTF_8);
		System.setOut(ownOut);
		System.setErr(ownErr);
		try {
			List<String> arguments = new ArrayList<>(
					List.of("--home", folder.resolve("home").toString(), "--jobs", folder.toString()));
			arguments.addAll(List.of(words));
			int exitCode = Longhaul.run(arguments.toArray(String[]::new));
			return new TypedCommand(exitCode, out.toString(StandardCharsets.UTF_8),
					err.toString(StandardCharsets.UTF_8));
		}
		finally {
			// one that outlives its test must not take them from a command of the next
			if (System.out.equals(ownOut)) {
				System.setOut(outBefore);
			}
			if (System.err.equals(ownErr)) {
				System.setErr(errBefore);
			}
			// the folder goes before this JVM does, and later tests must not log into it
			System.clearProperty(LogSetup.LOCK);
		}
	}

}
