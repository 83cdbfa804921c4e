package dev.longhaul.upload;

import java.nio.file.Path;

/**
 * The definition sends the file to another place than the upload was begun to.
 */
public final class DestinationChanged extends RuntimeException {

	public DestinationChanged(Path file, String begun, String now) {
		super("the upload of %s was begun to %s, its definition now says %s".formatted(file, begun, now));
	}

	/** Throws if an upload that was begun to one place would go on to another one. */
	public static void require(Path file, String begun, String now) {
		if (!now.equals(begun)) {
			throw new DestinationChanged(file, begun, now);
		}
	}

}
