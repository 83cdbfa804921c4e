package dev.longhaul.source;

/**
 * What can be wrong with a source file.
 */
public abstract sealed class SourceException extends RuntimeException
		permits SourceChanged, SourceGone, SourceKept, SourceRenumbered, SourceUnreadable, TooManyOpenFiles {

	SourceException(String message) {
		super(message);
	}

}
