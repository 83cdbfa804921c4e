package dev.longhaul.doctor;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which file would get which key, over all definitions of a visit.
 */
final class KeyBook {

	private final Map<String, Entry> entries = new HashMap<>();

	/**
	 * Enters a file.
	 * @param destination of the definition, by its identity
	 * @return the file that has the key already, which keeps it
	 */
	Optional<Entry> enter(String destination, String key, Entry entry) {
		return Optional.ofNullable(this.entries.putIfAbsent(destination + "/" + key, entry));
	}

	/**
	 * A file, as a definition sends it.
	 */
	record Entry(String definition, Path file) {

	}

}
