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

	/** Because its name is that of a symbolic link by now. */
	static SourceChanged toLink(Path path) {
		return new SourceChanged(path, "it is a symbolic link by now, and source.follow-links is false");
	}

	/** The same of a file of which another machine sees something else. */
	static SourceChanged elsewhere(Path path, String how) {
		return new SourceChanged(
				"%s is another file on this machine, or another version of it: %s".formatted(path, how));
	}

}
