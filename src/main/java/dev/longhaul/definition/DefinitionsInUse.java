package dev.longhaul.definition;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The definitions that this process works on: its own, and those that sessions beside the
 * first one brought. Of the latter each stays as long as somebody holds it: an upload
 * under way asks for it at every step, and the next session may bring a newer one.
 */
public final class DefinitionsInUse {

	private final Map<String, JobDefinition> byName = new ConcurrentHashMap<>();

	private final Set<String> own = new HashSet<>();

	/** How many hold each. */
	private final Map<String, Integer> held = new HashMap<>();

	/** A worker's own; else the definitions say how many. */
	private final OptionalInt partsAtOnce;

	private Runnable afterChange = () -> {
	};

	/** Those that a session begins with. */
	public DefinitionsInUse(Definitions definitions) {
		this(definitions.all(), OptionalInt.empty());
	}

	private DefinitionsInUse(Collection<JobDefinition> definitions, OptionalInt partsAtOnce) {
		this.partsAtOnce = partsAtOnce;
		use(definitions);
	}

	/**
	 * None yet: a worker learns of each by a range that it is asked for.
	 * @param partsAtOnce the worker's own; those of the definitions do not count
	 */
	public static DefinitionsInUse ofWorker(int partsAtOnce) {
		return new DefinitionsInUse(List.of(), OptionalInt.of(partsAtOnce));
	}

	/**
	 * Says what has to follow each change of what is in use, such as threads for it.
	 */
	public synchronized void whenChanged(Runnable action) {
		this.afterChange = action;
	}

	/** Takes more into use as its own, or newer ones of the same names. */
	public synchronized void use(Collection<JobDefinition> definitions) {
		definitions.forEach((definition) -> {
			this.own.add(definition.name());
			this.byName.put(definition.name(), definition);
		});
		this.afterChange.run();
	}

	/** Forgets its own but these; what is held stays until it is let go of. */
	public synchronized void retain(Collection<JobDefinition> definitions) {
		Set<String> gone = new HashSet<>(this.own);
		definitions.forEach((definition) -> gone.remove(definition.name()));
		this.own.removeAll(gone);
		gone.forEach(this::forgetUnused);
		this.afterChange.run();
	}

	/**
	 * Takes more into use until they are let go of.
	 * @throws DefinitionsDiffer if some are in use by other settings
	 */
	public synchronized Hold hold(Collection<JobDefinition> definitions) {
		List<String> differing = differing(definitions);
		if (!differing.isEmpty()) {
			throw new DefinitionsDiffer(differing);
		}
		definitions.forEach((definition) -> this.byName.put(definition.name(), definition));
		this.afterChange.run();
		return held(definitions.stream().map(JobDefinition::name).toList());
	}

	/** Keeps one that is in use until it is let go of, by whomever it was brought. */
	public synchronized Hold hold(String name) {
		return held(List.of(name));
	}

	private Hold held(List<String> names) {
		names.forEach((name) -> this.held.merge(name, 1, Integer::sum));
		return () -> letGo(names);
	}

	private synchronized void letGo(List<String> names) {
		int before = this.byName.size();
		for (String name : names) {
			this.held.computeIfPresent(name, (it, holders) -> (holders > 1) ? holders - 1 : null);
			forgetUnused(name);
		}
		if (this.byName.size() < before) { // the end of each upload lets go of one
			this.afterChange.run();
		}
	}

	private void forgetUnused(String name) {
		if (!this.own.contains(name) && !this.held.containsKey(name)) {
			this.byName.remove(name);
		}
	}

	private List<String> differing(Collection<JobDefinition> definitions) {
		return definitions.stream()
			.filter((definition) -> !definition.equals(this.byName.getOrDefault(definition.name(), definition)))
			.map(JobDefinition::name)
			.toList();
	}

	public JobDefinition get(String name) {
		return find(name).orElseThrow(() -> new IllegalStateException("definition %s is not in use".formatted(name)));
	}

	/** The one of this name, if it is in use. */
	public Optional<JobDefinition> find(String name) {
		return Optional.ofNullable(this.byName.get(name));
	}

	/** The most parts in flight at once in this process. */
	public int partsAtOnce() {
		return this.partsAtOnce.orElseGet(() -> now().partsAtOnce());
	}

	/**
	 * Of these, the most that may be of one definition. Where it says its number, it
	 * shares all places of those that do.
	 */
	public int partsAtOnce(TransferSettings transfer) {
		return transfer.adaptive() ? Math.min(partsAtOnce(), TransferSettings.MOST_ADAPTIVE) : fixedPartsAtOnce();
	}

	/** Of these, those of definitions that say their number. */
	public int fixedPartsAtOnce() {
		return this.partsAtOnce.orElseGet(() -> Math.max(1, now().fixedPartsAtOnce()));
	}

	/** The files under way at once in this process. */
	public int filesAtOnce() {
		return now().filesAtOnce();
	}

	/** Those that are in use now. */
	public Definitions now() {
		return new Definitions(this.byName.values());
	}

	/** Definitions that are held; once it is closed they may be forgotten. */
	@FunctionalInterface
	public interface Hold extends AutoCloseable {

		@Override
		void close();

	}

}
