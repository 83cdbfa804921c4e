package dev.longhaul.source;

import java.nio.file.Path;

/**
 * The file is not the one whose upload was begun.
 */
public final class SourceChanged extends SourceException {

	SourceChanged(Path path, String how) {
		super("%s changed while it was being uploaded: %s".formatted(path, how));
	}

}
