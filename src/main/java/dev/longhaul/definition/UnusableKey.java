package dev.longhaul.definition;

import java.nio.file.Path;

/**
 * The template makes no usable key of this file.
 */
public final class UnusableKey extends RuntimeException {

	UnusableKey(Path file, String key, String why) {
		super("%s would get the key '%s': %s; change destination.key".formatted(file, key, why));
	}

}
