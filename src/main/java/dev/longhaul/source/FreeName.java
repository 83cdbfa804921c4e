package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
				name = numbered(wanted, i);
			}
		}
		throw new FileAlreadyExistsException(wanted.toString());
	}

	static Path numbered(Path wanted, int number) {
		return SuffixedName.of(wanted, "." + number);
	}

	/**
	 * A link fails where the name is taken; a rename does not.
	 * @throws FileAlreadyExistsException if another file has the name
	 * @throws AtomicMoveNotSupportedException if it is on another file system
	 */
	static void rename(Path file, Path name) throws IOException {
		try {
			Files.createLink(name, file);
		}
		catch (FileAlreadyExistsException ex) {
			if (name.equals(file) || !Files.isSameFile(name, file)) {
				throw ex; // else linked already, and killed before this
			}
		}
		catch (UnsupportedOperationException | FileSystemException ex) {
			// a file system without links, or another one
			renameUnlessTaken(file, name);
			return;
		}
		Files.delete(file);
	}

	/**
	 * A rename replaces what is there, so the look and the rename are one step for the
	 * files that this process moves at once; another process's file is not seen in
	 * between.
	 */
	private static synchronized void renameUnlessTaken(Path file, Path name) throws IOException {
		if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
			throw new FileAlreadyExistsException(name.toString());
		}
		Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
	}

}
