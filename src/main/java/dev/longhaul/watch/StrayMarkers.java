package dev.longhaul.watch;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.longhaul.source.LeftOut;

/**
 * Says of each marker without its file once that it is there. Not at the first look:
 * where a delivered file is taken away its marker goes a moment later, and a folder may
 * be listed while somebody puts the two there.
 */
final class StrayMarkers {

	private final Set<Path> met = new HashSet<>();

	private final Set<Path> said = new HashSet<>();

	private final Consumer<Path> warning;

	StrayMarkers(Consumer<Path> warning) {
		this.warning = warning;
	}

	/** All that a look has left out. */
	void now(List<LeftOut> leftOut) {
		Set<Path> now = leftOut.stream()
			.filter(LeftOut::strayMarker)
			.map(LeftOut::path)
			.collect(Collectors.toCollection(HashSet::new));
		this.said.retainAll(now);
		now.stream().filter(this.met::contains).filter(this.said::add).sorted().forEach(this.warning);
		this.met.clear();
		this.met.addAll(now);
	}

}
