package dev.longhaul.upload;

import java.nio.file.Path;

/**
 * A person wants the upload ended without an object.
 */
public final class EndRequested extends RuntimeException {

	public EndRequested(Path file, String why) {
		super("the upload of %s was ended: %s".formatted(file, why));
	}

}
