package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BooleanSupplier;

/**
 * Moves a delivered file that lies aside to a name that no other file has. Nothing has
 * that name before it is whole: whoever reads the archive meanwhile, another definition
 * too, would take it for the file.
 */
public record SourceMove(SourceRemoval removal) {

	/** What became of a move. */
	public enum End {

		MOVED,
		/** Another file has the name by now. */
		TAKEN,
		/** It was told not to go on. */
		STOPPED

	}

	/**
	 * The wanted name, or that name with a number behind it, as no file has it yet. Its
	 * folder is made.
	 */
	public Path freeName(Path wanted) {
		try {
			Files.createDirectories(wanted.getParent());
			Path name = wanted;
			for (int i = 1; i < FreeName.TRIES; i++) {
				if (!Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
					return name;
				}
				name = FreeName.numbered(wanted, i);
			}
			throw new FileAlreadyExistsException(wanted.toString());
		}
		catch (IOException ex) {
			throw SourceKept.onTheWay(path(), wanted, ex);
		}
	}

	/** Whether another file has the name. */
	public boolean isTaken(Path name) {
		return Files.exists(name, LinkOption.NOFOLLOW_LINKS) && !isReservation(name);
	}

	/** Whether something of ours lies where the file is to have this name. */
	public boolean isBegun(Path name) {
		return Files.exists(copy(name)) || isReservation(name);
	}

	/**
	 * Whether the name is held by a file that says for whom: so earlier versions did it
	 * until the real one took its place.
	 */
	private boolean isReservation(Path name) {
		String token = this.removal.token();
		try {
			return Files.size(name) == token.length() && Files.readString(name).equals(token);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Takes away what lies there of ours, and is not the file.
	 * @throws IOException if it cannot be
	 */
	public void giveUp(Path name) throws IOException {
		release(name);
		Files.deleteIfExists(copy(name));
	}

	private void release(Path name) throws IOException {
		if (isReservation(name)) {
			Files.delete(name);
		}
	}

	/** Whether what has the name seems to be the file: a kill came after the move. */
	public boolean isDone(Path name) {
		try {
			SourceFile delivered = this.removal.delivered();
			return !isReservation(name) && SourceFile.of(name, Files.readAttributes(name, BasicFileAttributes.class))
				.mayBeCopyOf(delivered.size(), delivered.modified());
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Whether what has the name is what lies aside: a kill came between its getting there
	 * and the end of the original.
	 * @throws SourceKept if they cannot be compared
	 */
	public boolean isDoubled(Path name) {
		try {
			return isDone(name) && Files.mismatch(aside(), name) < 0;
		}
		catch (IOException ex) {
			throw SourceKept.onTheWay(path(), name, ex);
		}
	}

	/**
	 * Writes what is to be known of the file beside the place to which it will be moved.
	 * Written again after a kill, it is there once.
	 * @param suffix of its name; where another file has that, a number is put behind it
	 * @return where it is
	 */
	public Path leave(Path name, String suffix, String text) {
		try {
			return new WholeFile(text, SourceRemoval.own(name, this.removal.token() + ".tmp")).write(name, suffix);
		}
		catch (IOException ex) {
			throw SourceKept.onTheWay(path(), SuffixedName.of(name, suffix), ex);
		}
	}

	/** Takes that away again, for the file does not come. */
	public void takeBack(Path left) {
		try {
			Files.deleteIfExists(left);
		}
		catch (IOException ex) {
			throw SourceKept.because(path(), ex);
		}
	}

	/**
	 * Moves the file, for good.
	 * @param goesOn asked between pieces of a copy to another file system
	 */
	public End carryOut(Path name, BooleanSupplier goesOn) {
		try {
			release(name);
			FreeName.rename(aside(), name);
			Files.deleteIfExists(copy(name)); // of a time when it was another file system
			FolderEntries.keepBeside(name);
			FolderEntries.keepBeside(aside());
			return End.MOVED;
		}
		catch (AtomicMoveNotSupportedException ex) {
			return copy(name, goesOn);
		}
		catch (FileAlreadyExistsException ex) {
			return End.TAKEN;
		}
		catch (IOException ex) {
			throw SourceKept.because(path(), ex);
		}
	}

	private End copy(Path name, BooleanSupplier goesOn) {
		Path copy = copy(name);
		boolean again = false;
		try {
			if (!isDone(copy) && !new FileCopy(aside(), copy).carryOut(goesOn)) {
				return End.STOPPED;
			}
			requireWhole(copy);
			FreeName.rename(copy, name);
			FolderEntries.keepBeside(name);
			this.removal.delete();
			return End.MOVED;
		}
		catch (FileAlreadyExistsException ex) {
			again = true; // it will have another name
			return End.TAKEN;
		}
		catch (IOException ex) {
			throw SourceKept.onTheWay(path(), name, ex);
		}
		finally {
			if (!again) {
				takeBack(copy);
			}
		}
	}

	/**
	 * The time of the copy proves nothing: its file system may keep times more coarsely.
	 * @throws SourceKept if it is no copy of what was delivered
	 */
	private void requireWhole(Path copy) throws IOException {
		long size = Files.size(copy);
		if (this.removal.look() != SourceRemoval.Found.ASIDE) {
			throw new SourceKept(path(), "it was written to while it was copied");
		}
		if (size != this.removal.delivered().size()) {
			throw new SourceKept(path(),
					"its copy %s had %,d bytes instead of %,d".formatted(copy, size, this.removal.delivered().size()));
		}
	}

	private Path copy(Path name) {
		return SourceRemoval.own(name, this.removal.token());
	}

	private Path path() {
		return this.removal.delivered().path();
	}

	private Path aside() {
		return this.removal.aside();
	}

}
