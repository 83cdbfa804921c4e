package dev.longhaul.source;

import java.nio.file.Path;

/**
 * The file is not the one whose upload was begun.
 */
public final class SourceChanged extends SourceException {

	SourceChanged(Path path, String how) {
		this("%s changed while it was being uploaded: %s".formatted(path, how));
	}

	private SourceChanged(String message) {
		super(message);
	}

	/** The same of a file of which another machine sees something else. */
	static SourceChanged elsewhere(Path path, String how) {
		return new SourceChanged(
				"%s is another file on this machine, or another version of it: %s".formatted(path, how));
	}

}
