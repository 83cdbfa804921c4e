package dev.longhaul.watch;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.report.FolderHealth;

/**
 * Watches the folders of definitions, which may change meanwhile.
 */
public final class Watch implements AutoCloseable {

	private final Map<JobDefinition, FolderWatch> folders = new LinkedHashMap<>();

	private final Function<JobDefinition, WatchedFolder> watched;

	private final Duration interval;

	private final Clock clock;

	/**
	 * Watches nothing yet.
	 * @param interval from the end of a look to the beginning of the next one
	 */
	public Watch(WatchParts parts, Duration interval, Clock clock) {
		this.watched = (definition) -> new WatchedFolder(definition, parts, clock);
		this.interval = interval;
		this.clock = clock;
	}

	/** Watches these definitions from now on, and no others. */
	public synchronized void watch(Collection<JobDefinition> definitions) {
		List<JobDefinition> gone = new ArrayList<>(this.folders.keySet());
		gone.removeAll(definitions);
		gone.forEach((definition) -> {
			FolderWatch folder = this.folders.remove(definition);
			if (folder != null) {
				folder.close();
			}
		});
		definitions.forEach((definition) -> this.folders.computeIfAbsent(definition,
				(it) -> FolderWatch.start(this.watched.apply(it), this.interval, this.clock)));
	}

	/** How all of them stand. */
	public synchronized List<FolderHealth> health() {
		return this.folders.values().stream().map(FolderWatch::health).toList();
	}

	@Override
	public synchronized void close() {
		watch(List.of());
	}

}
