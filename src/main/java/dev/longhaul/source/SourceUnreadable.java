package dev.longhaul.source;

import java.nio.file.Path;

/**
 * The file is there and cannot be read.
 */
public final class SourceUnreadable extends SourceException {

	public SourceUnreadable(Path path, String why) {
		super("%s cannot be read: %s".formatted(path, why));
	}

}
