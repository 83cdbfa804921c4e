package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A name that no other file has, held by an empty file until the real one takes its
 * place: a rename would overwrite silently.
 */
public final class FreeName {

	private static final Logger log = LoggerFactory.getLogger(FreeName.class);

	static final int TRIES = 10_000;

	private FreeName() {
	}

	/**
	 * The wanted name, or that name with a number behind it: one that no file has now. It
	 * is to be written down before it is held, so that a kill leaves nothing unknown.
	 */
	public static Path find(Path wanted) throws IOException {
		Path name = wanted;
		for (int i = 1; i < TRIES; i++) {
			if (!Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
				return name;
			}
			name = wanted.resolveSibling(wanted.getFileName() + "." + i);
		}
		throw new FileAlreadyExistsException(wanted.toString());
	}

	/**
	 * Holds the name by an empty file.
	 * @return false if another file has taken it meanwhile
	 */
	public static boolean hold(Path name) throws IOException {
		try {
			Files.createFile(name);
			return true;
		}
		catch (FileAlreadyExistsException ex) {
			return isHeld(name);
		}
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

	/** Whether only the empty file has the name. */
	public static boolean isHeld(Path name) {
		try {
			return Files.size(name) == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Gives the name up, if only the empty file has it. */
	public static void release(Path held) {
		try {
			if (Files.size(held) == 0) {
				Files.delete(held);
			}
		}
		catch (NoSuchFileException ex) {
			// it was not held yet
		}
		catch (IOException ex) {
			log.warn("{} is empty and of no use; delete it ({})", held, ex.getMessage());
		}
	}

}
