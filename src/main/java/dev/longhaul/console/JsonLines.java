package dev.longhaul.console;

import java.io.PrintStream;

import tools.jackson.databind.json.JsonMapper;

/**
 * Prints values as JSON, one a line.
 */
final class JsonLines {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final PrintStream out;

	JsonLines(PrintStream out) {
		this.out = out;
	}

	void print(Object value) {
		this.out.println(JSON.writeValueAsString(value));
	}

}
