package dev.longhaul.definition;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * The definitions that this process works on. One that was taken into use stays: an
 * upload under way asks for it at every step.
 */
public final class DefinitionsInUse {

	private final Map<String, JobDefinition> byName = new ConcurrentHashMap<>();

	private final int fewestPartsAtOnce;

	public DefinitionsInUse(Collection<JobDefinition> definitions) {
		this(definitions, 1);
	}

	private DefinitionsInUse(Collection<JobDefinition> definitions, int fewestPartsAtOnce) {
		this.fewestPartsAtOnce = fewestPartsAtOnce;
		use(definitions);
	}

	/**
	 * None yet: a worker learns of each by a range that it is asked for.
	 * @param partsAtOnce the worker's own
	 */
	public static DefinitionsInUse ofWorker(int partsAtOnce) {
		return new DefinitionsInUse(List.of(), partsAtOnce);
	}

	/** Takes more into use, or newer ones of the same names. */
	public void use(Collection<JobDefinition> definitions) {
		definitions.forEach((definition) -> this.byName.put(definition.name(), definition));
	}

	/** The names of those that are in use by other settings. */
	public List<String> differing(Collection<JobDefinition> definitions) {
		return definitions.stream()
			.filter((definition) -> !definition.equals(this.byName.getOrDefault(definition.name(), definition)))
			.map(JobDefinition::name)
			.toList();
	}

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
	 * The most parts in flight at once in this process: the largest number that a
	 * definition asks for, and beside them those whose number is found out.
	 */
	public int partsAtOnce() {
		int adaptive = largest((transfer) -> transfer.adaptive() ? transfer.mostPartsAtOnce() : 0);
		int fixed = largest((transfer) -> transfer.adaptive() ? 0 : transfer.mostPartsAtOnce());
		return Math.max(Math.max(1, this.fewestPartsAtOnce), adaptive + fixed);
	}

	/**
	 * The files under way at once in this process: the largest that a definition asks
	 * for.
	 */
	public int filesAtOnce() {
		return Math.max(1, largest((transfer) -> transfer.filesAtOnce()));
	}

	private int largest(ToIntFunction<TransferSettings> setting) {
		return this.byName.values().stream().map(JobDefinition::transfer).mapToInt(setting).max().orElse(0);
	}

}
