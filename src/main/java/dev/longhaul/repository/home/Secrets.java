package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Passwords by which processes of one user know each other.
 */
final class Secrets {

	private Secrets() {
	}

	/** A new one. */
	static String password() {
		byte[] random = new byte[16];
		new SecureRandom().nextBytes(random);
		return HexFormat.of().formatHex(random);
	}

	/**
	 * Writes a whole file that only this user may read; readers see the old one or the
	 * new one.
	 */
	static void write(Path file, String text, OpenOption... options) throws IOException {
		Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new",
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		try {
			Files.writeString(fresh, text, options);
			Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(fresh); // a full disk
		}
	}

}
