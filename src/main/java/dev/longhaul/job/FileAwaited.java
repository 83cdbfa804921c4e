package dev.longhaul.job;

import java.nio.file.Path;

/**
 * The file was delivered and is not taken away yet, for another definition is still to
 * have it. A later run takes it away.
 */
public final class FileAwaited extends RuntimeException {

	private final String why;

	FileAwaited(Path file, String why) {
		super("%s was delivered and %s; a later run takes it away".formatted(file, why));
		this.why = why;
	}

	/** Why it stays, without its name. */
	public String why() {
		return this.why;
	}

}
