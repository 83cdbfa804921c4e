package dev.longhaul;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The statements that the repository was asked by the threads of files: what is asked
 * once a run is not among them.
 */
final class AskedStatements {

	private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

	private AskedStatements() {
	}

	/** Those that are asked while this is done. */
	static Set<String> during(Runnable work) {
		ASKED.clear();
		work.run();
		return Set.copyOf(ASKED);
	}

	static void note(String statement) {
		if (Thread.currentThread().getName().startsWith("file-")) {
			ASKED.add(statement);
		}
	}

}
