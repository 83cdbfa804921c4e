package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BooleanSupplier;

/**
 * Takes a delivered file out of its folder. It is first renamed within its folder and
 * then looked at: what a writer puts under its name meanwhile is neither deleted nor
 * moved. A kill at any moment leaves something that can be gone on with.
 *
 * @param delivered as it was when it was sent
 * @param token names this upload, so that no two of them use one name
 */
public record SourceRemoval(SourceFile delivered, String token) {

	private static final String PREFIX = ".longhaul-";

	/** What became of the name. */
	public enum Taken {

		/** The delivered file lies aside. */
		ASIDE,
		/** Another file, or another version, has the name. */
		CHANGED,
		/** Nothing has it. */
		GONE

	}

	static boolean isAside(Path file) {
		return String.valueOf(file.getFileName()).startsWith(PREFIX);
	}

	/** Where the file lies between its folder and its end. */
	Path aside() {
		return this.delivered.path().resolveSibling(PREFIX + this.token);
	}

	/**
	 * Renames the file; one that is not the delivered one lies where it lay.
	 * @throws SourceKept if it cannot be renamed, or its file system is not mounted
	 */
	public Taken takeAside() {
		try {
			if (isGone(aside())) {
				if (isGone(this.delivered.path())) {
					return gone();
				}
				if (!isDelivered(this.delivered.path())) {
					return Taken.CHANGED;
				}
				Files.move(this.delivered.path(), aside(), StandardCopyOption.ATOMIC_MOVE);
			}
			if (isDelivered(aside())) {
				return Taken.ASIDE;
			}
			putBack();
			return Taken.CHANGED;
		}
		catch (NoSuchFileException ex) {
			return gone();
		}
		catch (IOException ex) {
			throw SourceKept.because(this.delivered.path(), ex);
		}
	}

	/**
	 * Whether it is not there.
	 * @throws IOException if that cannot be seen
	 */
	private boolean isGone(Path file) throws IOException {
		if (Files.notExists(file)) {
			return true;
		}
		Files.readAttributes(file, BasicFileAttributes.class);
		return false;
	}

	private Taken gone() {
		if (new Whereabouts(this.delivered.path(), this.delivered.fileKey(), "").isOutOfSight()) {
			throw new SourceKept(this.delivered.path(), "the file system it lay on is not mounted there");
		}
		return Taken.GONE;
	}

	/** Whether the file is there, under its name or aside. */
	public boolean isThere() {
		return !Files.notExists(this.delivered.path()) || !Files.notExists(aside());
	}

	/** Whether it is the delivered file, and no other version of it. */
	public boolean isDeliveredThere() {
		return isDeliveredInPlace() || isDelivered(aside());
	}

	/** Whether it has its name, and is not aside. */
	public boolean isDeliveredInPlace() {
		return isDelivered(this.delivered.path());
	}

	/** When anything of the file that lies aside changed, to be compared only. */
	public String changeAside() {
		return InodeChange.of(aside());
	}

	/** Deletes what was taken aside, for good. */
	public void delete() {
		try {
			Files.deleteIfExists(aside());
			FolderEntries.keepBeside(aside());
		}
		catch (IOException ex) {
			throw SourceKept.because(this.delivered.path(), ex);
		}
	}

	/** Gives the file its name again, or one beside it if that was taken meanwhile. */
	public void putBack() {
		try {
			if (Files.exists(aside())) {
				FreeName.move(aside(), this.delivered.path());
			}
		}
		catch (IOException ex) {
			throw SourceKept.because(this.delivered.path(), ex);
		}
	}

	/**
	 * Reserves the wanted name, or that name with a number behind it, by a file that says
	 * for whom, until the real one takes its place. Asked again, it gives the name that
	 * is held already.
	 */
	public Path hold(Path wanted) {
		try {
			Files.createDirectories(wanted.getParent());
			Path name = new WholeFile(this.token, wanted.resolveSibling(PREFIX + this.token + ".name")).write(wanted);
			if (!holds(name)) {
				throw new SourceKept(this.delivered.path(), name + " cannot be read back");
			}
			return name;
		}
		catch (IOException ex) {
			throw SourceKept.because(this.delivered.path(), ex);
		}
	}

	/** Whether the name is held for this file, and for no other. */
	public boolean holds(Path name) {
		try {
			return Files.size(name) == this.token.length() && Files.readString(name).equals(this.token);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Gives the name up, if it is held for this file.
	 * @throws IOException if it cannot be
	 */
	public void release(Path name) throws IOException {
		if (holds(name)) {
			Files.delete(name);
		}
	}

	/**
	 * Moves what was taken aside, for good.
	 * @param reserved a name that is held
	 * @param goesOn asked between pieces of a copy to another file system
	 * @return false if it was told not to go on; the file is still aside then
	 */
	public boolean moveTo(Path reserved, BooleanSupplier goesOn) {
		try {
			Files.move(aside(), reserved, StandardCopyOption.ATOMIC_MOVE);
			FolderEntries.keepBeside(reserved);
			FolderEntries.keepBeside(aside());
			return true;
		}
		catch (AtomicMoveNotSupportedException ex) {
			return copyTo(reserved, goesOn);
		}
		catch (IOException ex) {
			throw SourceKept.because(this.delivered.path(), ex);
		}
	}

	/**
	 * Writes what is to be known of the file beside the place to which it will be moved.
	 * Written again after a kill, it is there once.
	 * @param wanted a name that another file may have: then a number is put behind it
	 */
	public void leave(Path wanted, String text) {
		try {
			new WholeFile(text, wanted.resolveSibling(PREFIX + this.token + ".tmp")).write(wanted);
		}
		catch (IOException ex) {
			throw SourceKept.because(this.delivered.path(), ex);
		}
	}

	/**
	 * Whether a kill came after the move, or between a copy and the end of the original.
	 */
	public boolean isMovedTo(Path reserved) {
		try {
			return !holds(reserved)
					&& SourceFile.of(reserved, Files.readAttributes(reserved, BasicFileAttributes.class))
						.mayBeCopyOf(this.delivered.size(), this.delivered.modified());
		}
		catch (IOException ex) {
			return false;
		}
	}

	private boolean copyTo(Path reserved, BooleanSupplier goesOn) {
		try {
			FileCopy copy = new FileCopy(aside(), reserved.resolveSibling(PREFIX + this.token));
			if (!copy.into(reserved, goesOn)) {
				return false;
			}
			requireWhole(reserved);
			Files.delete(aside());
			FolderEntries.keepBeside(aside());
			return true;
		}
		catch (IOException ex) {
			throw SourceKept.because(this.delivered.path(), ex);
		}
	}

	/**
	 * The time of the copy proves nothing: its file system may keep times more coarsely.
	 * @throws SourceKept if it is no copy of what was delivered; then nothing is left of
	 * it
	 */
	private void requireWhole(Path copy) throws IOException {
		long size = Files.size(copy);
		if (!isDelivered(aside())) {
			Files.deleteIfExists(copy);
			throw new SourceKept(this.delivered.path(), "it was written to while it was copied");
		}
		if (size != this.delivered.size()) {
			Files.deleteIfExists(copy);
			throw new SourceKept(this.delivered.path(),
					"its copy %s had %,d bytes instead of %,d".formatted(copy, size, this.delivered.size()));
		}
	}

	private boolean isDelivered(Path file) {
		try {
			return this.delivered.isSameAs(SourceFile.of(file));
		}
		catch (SourceException ex) {
			return false;
		}
	}

}
