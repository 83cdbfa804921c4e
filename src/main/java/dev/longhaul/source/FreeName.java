package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives names that no other file has: a rename would overwrite silently.
 */
final class FreeName {

	static final int TRIES = 10_000;

	private FreeName() {
	}

	/**
	 * Gives a file of the same folder the wanted name, or that name with a number behind
	 * it. Without an empty file between: it would be taken for a new version.
	 */
	static void move(Path file, Path wanted) throws IOException {
		Path name = wanted;
		for (int i = 1; i < TRIES; i++) {
			try {
				rename(file, name);
				return;
			}
			catch (FileAlreadyExistsException ex) {
				name = wanted.resolveSibling(wanted.getFileName() + "." + i);
			}
		}
		throw new FileAlreadyExistsException(wanted.toString());
	}

	/** A link fails where the name is taken; a rename does not. */
	static void rename(Path file, Path name) throws IOException {
		try {
			Files.createLink(name, file);
			Files.delete(file);
		}
		catch (FileAlreadyExistsException ex) {
			if (name.equals(file) || !Files.isSameFile(name, file)) {
				throw ex;
			}
			Files.delete(file); // linked already, and killed before this
		}
		catch (UnsupportedOperationException | FileSystemException ex) {
			Files.move(file, name); // a file system without links
		}
	}

}
