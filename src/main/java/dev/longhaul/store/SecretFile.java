package dev.longhaul.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A file with a secret, which nobody but its owner may read.
 */
public record SecretFile(Path path) {

	private static final Set<PosixFilePermission> OF_OTHERS = EnumSet
		.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")));

	/** Whether it can be read at all. */
	public boolean isReadable() {
		return Files.isRegularFile(this.path) && Files.isReadable(this.path);
	}

	/** What is wrong with who may read it; nothing if it is its owner alone. */
	public Optional<String> exposure() {
		try {
			Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(this.path);
			permissions.retainAll(OF_OTHERS);
			return permissions.isEmpty() ? Optional.empty()
					: Optional.of("%s is open to other users; run chmod 600 %1$s".formatted(this.path));
		}
		catch (IOException | UnsupportedOperationException ex) {
			return Optional.of("cannot find out who may read %s".formatted(this.path));
		}
	}

}
