package dev.longhaul.history;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * A run that has its claims and goes to work.
 *
 * @param definitions by their names
 * @param at before the first look at the folders
 */
public record BegunRun(RunKind kind, List<String> definitions, Instant at) {

	/** The same, of those for which there is something to do. */
	public BegunRun of(Predicate<String> busy) {
		return new BegunRun(this.kind, this.definitions.stream().filter(busy).toList(), this.at);
	}

}
