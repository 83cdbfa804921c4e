package dev.longhaul.definition;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The template makes no usable key of this file, or no place to move it to.
 */
public final class UnusableKey extends RuntimeException {

	private UnusableKey(String message) {
		super(message);
	}

	/** The file is not named: it is a reason that all of them share. */
	static UnusableKey withoutHost() {
		return new UnusableKey("this machine does not know its own name, for which {host} stands; "
				+ "add it to /etc/hosts, or write a name in place of {host}");
	}

	static UnusableKey of(Path file, String key, String why) {
		return new UnusableKey("%s would get the key '%s': %s; change destination.key".formatted(file, key, why));
	}

	/** The same of a place on disk, once the file is delivered. */
	static UnusableKey ofTarget(Path file, Path target) {
		return new UnusableKey("%s would be moved to '%s' and escape its place by '.' or '..'; change on-success.move"
			.formatted(file, target));
	}

	/** A sentence; there always is one. */
	@Override
	public String getMessage() {
		return Objects.requireNonNull(super.getMessage());
	}

}
