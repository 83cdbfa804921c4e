package dev.longhaul.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Why workers cannot send one file, as each of them said last: one that cannot send many
 * does not speak of all of them at any moment.
 */
final class Refusals {

	private final Map<String, NodeWords> byWorker = new TreeMap<>();

	/** Notes what is said of the file. */
	void hear(List<NodeWords> words, Path file) {
		words.stream()
			.map((word) -> word.of(file.toString()))
			.filter((word) -> !word.sentences().isEmpty())
			.forEach((word) -> this.byWorker.put(word.node(), word));
	}

	/** The file gets on: what was said before is over. */
	void forget() {
		this.byWorker.clear();
	}

	boolean isEmpty() {
		return this.byWorker.isEmpty();
	}

	/** In words. */
	@Override
	public String toString() {
		return this.byWorker.values().stream().map(NodeWords::toString).collect(Collectors.joining("; "));
	}

}
