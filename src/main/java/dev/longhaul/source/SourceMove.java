package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
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
		makeFolder(wanted);
		Path name = wanted;
		for (int i = 1; i < FreeName.TRIES; i++) {
			if (!Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
				return name;
			}
			name = FreeName.numbered(wanted, i);
		}
		throw SourceKept.because(path(), new FileAlreadyExistsException(wanted.toString()));
	}

	private void makeFolder(Path name) {
		try {
			Files.createDirectories(name.getParent());
		}
		catch (IOException ex) {
			throw SourceKept.onTheWay(path(), name, ex);
		}
	}

	/** Whether another file has the name. */
	public boolean isTaken(Path name) {
		return Files.exists(name, LinkOption.NOFOLLOW_LINKS) && !isReservation(name);
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
	 * Takes away what a move to this name has left there, unless the file is there too.
	 * @throws IOException if it cannot be
	 */
	public void giveUp(Path name, Companion companion) throws IOException {
		if (!isDone(name)) {
			release(name);
			copy(name).delete();
			takeBack(name, companion);
		}
	}

	private void release(Path name) throws IOException {
		if (isReservation(name)) {
			Files.delete(name);
		}
	}

	/** Whether what has the name seems to be the file: a kill came after the move. */
	public boolean isDone(Path name) {
		return !isReservation(name) && new SourceCopy(this.removal, name).mayBeWhole();
	}

	/**
	 * Whether what has the name is what lies aside: a kill came between its getting there
	 * and the end of the original.
	 * @throws SourceKept if they cannot be compared
	 */
	public boolean isDoubled(Path name) {
		try {
			return new SourceCopy(this.removal, name).isWhole();
		}
		catch (IOException ex) {
			throw SourceKept.onTheWay(path(), name, ex);
		}
	}

	/**
	 * Moves the file, for good.
	 * @param companion is there before the original goes, and not where it stays
	 * @param goesOn asked between pieces of a copy to another file system
	 */
	public End carryOut(Path name, Optional<Companion> companion, BooleanSupplier goesOn) {
		makeFolder(name);
		companion.ifPresent((written) -> leave(name, written));
		End end = End.STOPPED;
		try {
			end = carryOut(name, goesOn);
			return end;
		}
		finally {
			if (end != End.MOVED && companion.isPresent()) {
				takeBack(name, companion.get());
			}
		}
	}

	/** Ends a move that is doubled. */
	public void finish(Path name, Optional<Companion> companion) {
		companion.ifPresent((written) -> leave(name, written));
		this.removal.delete();
	}

	/** Written again after a kill, it is there once. */
	private void leave(Path name, Companion companion) {
		try {
			whole(name, companion).write(name, companion.suffix());
		}
		catch (IOException ex) {
			throw SourceKept.onTheWay(path(), SuffixedName.of(name, companion.suffix()), ex);
		}
	}

	/** Takes it away again, for the file does not get this name. */
	public void takeBack(Path name, Companion companion) {
		try {
			Optional<Path> left = whole(name, companion).find(name, companion.suffix());
			if (left.isPresent()) {
				Files.delete(left.get());
			}
		}
		catch (IOException ex) {
			throw SourceKept.because(path(), ex);
		}
	}

	private WholeFile whole(Path name, Companion companion) {
		return new WholeFile(companion.text(), SourceRemoval.own(name, this.removal.token() + ".tmp"));
	}

	private End carryOut(Path name, BooleanSupplier goesOn) {
		try {
			release(name);
			FreeName.rename(aside(), name);
			copy(name).delete(); // of a time when it was another file system
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
		SourceCopy copy = copy(name);
		boolean again = false;
		try {
			if (!copy.make(goesOn)) {
				return End.STOPPED;
			}
			FreeName.rename(copy.path(), name);
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
				clear(copy);
			}
		}
	}

	private void clear(SourceCopy copy) {
		try {
			copy.delete();
		}
		catch (IOException ex) {
			throw SourceKept.because(path(), ex);
		}
	}

	private SourceCopy copy(Path name) {
		return new SourceCopy(this.removal, SourceRemoval.own(name, this.removal.token()));
	}

	private Path path() {
		return this.removal.delivered().path();
	}

	private Path aside() {
		return this.removal.aside();
	}

}
