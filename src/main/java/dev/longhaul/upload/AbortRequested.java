package dev.longhaul.upload;

import java.nio.file.Path;

/**
 * Somebody wants the upload aborted.
 */
public final class AbortRequested extends RuntimeException {

	public AbortRequested(Path file, String why) {
		super("the upload of %s was ended: %s".formatted(file, why));
	}

}
