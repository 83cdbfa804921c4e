package dev.longhaul.source;

import java.util.Objects;

/**
 * What can be wrong with a source file.
 */
public abstract sealed class SourceException extends RuntimeException
		permits SourceChanged, SourceGone, SourceKept, SourceRenumbered, SourceUnreadable, TooManyOpenFiles {

	SourceException(String message) {
		super(message);
	}

	/** A sentence; there always is one. */
	@Override
	public String getMessage() {
		return Objects.requireNonNull(super.getMessage());
	}

}
