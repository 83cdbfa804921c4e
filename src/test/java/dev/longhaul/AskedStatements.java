package dev.longhaul;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The statements that the repository was asked by some threads.
 */
final class AskedStatements {

	private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

	private static volatile String threads = "";

	private AskedStatements() {
	}

	/**
	 * Those that are asked by the threads of files while this is done: what is asked once
	 * a run is not among them.
	 */
	static Set<String> during(Runnable work) {
		return during("file-", work);
	}

	/** The same, by threads whose names begin so. */
	static Set<String> during(String names, Runnable work) {
		threads = names;
		ASKED.clear();
		work.run();
		return Set.copyOf(ASKED);
	}

	static void note(String statement) {
		if (Thread.currentThread().getName().startsWith(threads)) {
			ASKED.add(statement);
		}
	}

}
