package dev.longhaul.cluster;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Why workers cannot send one upload, as each of them said last: one that cannot send
 * many does not speak of all of them at any moment.
 */
final class Refusals {

	private final Map<String, List<String>> byWorker = new TreeMap<>();

	/** Notes what workers say of it now, by their names. */
	void hear(Map<String, List<String>> sentences) {
		this.byWorker.putAll(sentences);
	}

	/** The upload gets on: what was said before is over. */
	void forget() {
		this.byWorker.clear();
	}

	boolean isEmpty() {
		return this.byWorker.isEmpty();
	}

	/** In one line, for people who do not see which worker it is. */
	@Override
	public String toString() {
		return this.byWorker.entrySet()
			.stream()
			.flatMap((worker) -> worker.getValue().stream().map((sentence) -> worker.getKey() + ": " + sentence))
			.collect(Collectors.joining("; "));
	}

}
