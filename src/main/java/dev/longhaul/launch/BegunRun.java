package dev.longhaul.launch;

import java.time.Instant;
import java.util.List;

/**
 * A run that has its claims and goes to work.
 *
 * @param definitions by their names
 * @param at before the first look at the folders
 */
public record BegunRun(RunKind kind, List<String> definitions, Instant at) {

	/** The same, of those for which there is something to do. */
	public BegunRun of(RunPlan plan) {
		return new BegunRun(this.kind,
				this.definitions.stream()
					.filter((name) -> plan.candidates()
						.stream()
						.anyMatch((candidate) -> candidate.identity().definition().equals(name))
							|| plan.refused().stream().anyMatch((refusal) -> refusal.definition().equals(name)))
					.toList(),
				this.at);
	}

}
