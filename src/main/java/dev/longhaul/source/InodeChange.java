package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * When anything of a file last changed: bytes, name or rights. Unlike the modified time
 * nobody can set it, so it tells of a copy into a file that keeps its size and its time.
 */
public final class InodeChange {

	private InodeChange() {
	}

	/**
	 * As text, to be compared only; empty where the operating system does not tell it.
	 */
	public static String of(Path file) {
		try {
			return String.valueOf(Files.getAttribute(file, "unix:ctime"));
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException ex) {
			return "";
		}
	}

}
