package dev.longhaul.definition;

import java.util.List;
import java.util.Objects;

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

	/** A sentence; there always is one. */
	@Override
	public String getMessage() {
		return Objects.requireNonNull(super.getMessage());
	}

}
