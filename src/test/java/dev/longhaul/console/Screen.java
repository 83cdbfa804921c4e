package dev.longhaul.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A terminal that shows what was written to it.
 */
final class Screen {

	private static final String ERASE = "\u001b[K";

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private final PrintStream stream = new PrintStream(this.written, true, StandardCharsets.UTF_8);

	PrintStream stream() {
		return this.stream;
	}

	/** The last one is the cursor's. */
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		for (String line : List.of(this.written.toString(StandardCharsets.UTF_8).split("\n", -1))) {
			StringBuilder shown = new StringBuilder();
			int column = 0;
			for (int at = 0; at < line.length(); at++) {
				if (line.charAt(at) == '\r') {
					column = 0;
				}
				else if (line.startsWith(ERASE, at)) {
					shown.setLength(column);
					at += ERASE.length() - 1;
				}
				else {
					shown.replace(column, column + 1, line.substring(at, at + 1));
					column++;
				}
			}
			lines.add(shown.toString().stripTrailing());
		}
		return lines;
	}

	@Override
	public String toString() {
		return String.join("\n", lines());
	}

}
