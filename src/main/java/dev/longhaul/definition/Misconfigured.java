package dev.longhaul.definition;

import java.util.List;
import java.util.Objects;

/**
 * What a person wrote is wrong, in a definition, a setting or an option; nothing was
 * started. Each problem is one line, where it stands in a file with file, line and
 * column.
 */
public final class Misconfigured extends RuntimeException {

	private final List<String> problems;

	public Misconfigured(String problem) {
		this(List.of(problem));
	}

	public Misconfigured(List<String> problems) {
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
