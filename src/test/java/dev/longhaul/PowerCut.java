package dev.longhaul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/**
 * A night's home and definition as a power cut leaves them, in a folder of their own.
 *
 * @param left where that is
 */
record PowerCut(Path night, Path left) {

	static PowerCut of(Path night) {
		return new PowerCut(night, night.resolve("cut"));
	}

	/** Now: what is not on disk yet is lost. */
	void happens() {
		try {
			FileSystemUtils.copyRecursively(this.night.resolve("home"), this.left.resolve("home"));
			Files.copy(this.night.resolve("vault.yml"), this.left.resolve("vault.yml"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A command over what is left. */
	TypedCommand longhaul(String... words) {
		return TypedCommand.in(this.left, words);
	}

}
