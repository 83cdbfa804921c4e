package dev.longhaul.source;

import java.nio.file.Path;

/**
 * The file does not exist any more.
 */
public final class SourceGone extends SourceException {

	SourceGone(Path path) {
		super("%s is not there any more".formatted(path));
	}

}
