package dev.longhaul.doctor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.definition.KeyHolder;

/**
 * Which file would get which key, over all definitions of a visit.
 */
final class KeyBook {

	private final Map<String, KeyHolder> holders = new HashMap<>();

	/**
	 * Enters a file.
	 * @param destination of the definition, by its identity
	 * @return the file that has the key already, which keeps it
	 */
	Optional<KeyHolder> enter(String destination, String key, KeyHolder holder) {
		return Optional.ofNullable(this.holders.putIfAbsent(destination + "/" + key, holder));
	}

}
