package dev.longhaul.definition;

import java.util.List;

/**
 * A definition is wrong; nothing was started. Each problem is one line with file, line
 * and column.
 */
public final class InvalidDefinition extends RuntimeException {

	private final List<String> problems;

	public InvalidDefinition(List<String> problems) {
		super(String.join("\n", problems));
		this.problems = List.copyOf(problems);
	}

	public List<String> problems() {
		return this.problems;
	}

}
