package dev.longhaul.source;

import java.nio.file.Path;

/**
 * The file does not exist any more.
 */
public final class SourceGone extends SourceException {

	SourceGone(Path path) {
		this("%s is not there any more".formatted(path));
	}

	private SourceGone(String message) {
		super(message);
	}

	/** The same of a file that another machine sees. */
	static SourceGone here(Path path) {
		return new SourceGone("%s is not there on this machine; mount its folder under the same path".formatted(path));
	}

	/** The same of a file that perhaps never was: its path was typed. */
	public static SourceGone asNamed(Path path) {
		return new SourceGone("there is no file %s; see whether its path is right".formatted(path));
	}

}
