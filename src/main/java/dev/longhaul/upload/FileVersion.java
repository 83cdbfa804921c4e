package dev.longhaul.upload;

import java.nio.file.Path;

/**
 * A version of a file on its way to one object, for a definition: two that are equal are
 * the same upload.
 */
public interface FileVersion {

	/** Its name. */
	String definition();

	Path file();

	/** In bytes. */
	long size();

}
