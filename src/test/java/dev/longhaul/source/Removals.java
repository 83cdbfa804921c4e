package dev.longhaul.source;

import java.nio.file.Path;

/**
 * Removals of files of which only the device is known to have been looked at.
 */
final class Removals {

	private Removals() {
	}

	static SourceRemoval of(Path file) {
		SourceFile delivered = SourceFile.of(file);
		return new SourceRemoval(delivered, "token", new Whereabouts(file, delivered.fileKey(), ""));
	}

}
