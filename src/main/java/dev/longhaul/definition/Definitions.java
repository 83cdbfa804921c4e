package dev.longhaul.definition;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The definitions that a command is about, as they were read.
 */
public final class Definitions {

	private final Map<String, JobDefinition> byName = new LinkedHashMap<>();

	public Definitions(Collection<JobDefinition> definitions) {
		definitions.forEach((definition) -> this.byName.put(definition.name(), definition));
	}

	/**
	 * The definition of this name.
	 * @throws IllegalStateException if it is not one of them
	 */
	public JobDefinition get(String name) {
		JobDefinition definition = this.byName.get(name);
		if (definition == null) {
			throw new IllegalStateException("definition %s is not in use".formatted(name));
		}
		return definition;
	}

	/** Whether the definition is one of them. */
	public boolean knows(String name) {
		return this.byName.containsKey(name);
	}

	public List<JobDefinition> all() {
		return List.copyOf(this.byName.values());
	}

	/**
	 * The most parts in flight at once: the largest number that is said, and beside it
	 * the largest to which one that is found out may grow.
	 */
	public int partsAtOnce() {
		int adaptive = largest((transfer) -> transfer.adaptive() ? transfer.mostPartsAtOnce() : 0);
		return Math.max(1, adaptive + fixedPartsAtOnce());
	}

	/** The largest number of parts that is said; 0 if every definition finds it out. */
	public int fixedPartsAtOnce() {
		return largest((transfer) -> transfer.adaptive() ? 0 : transfer.mostPartsAtOnce());
	}

	/** The files under way at once: the largest number that a definition asks for. */
	public int filesAtOnce() {
		return Math.max(1, largest(TransferSettings::filesAtOnce));
	}

	private int largest(ToIntFunction<TransferSettings> setting) {
		return this.byName.values().stream().map(JobDefinition::transfer).mapToInt(setting).max().orElse(0);
	}

}
