package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
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

	/** What a look at the file finds. */
	public enum Found {

		/** The delivered file has its name. */
		IN_PLACE,
		/** The delivered file lies aside. */
		ASIDE,
		/** Another file, or another version, is there. */
		CHANGED,
		/** There is none. */
		GONE;

		/** Whether it is the delivered file, and no other version of it. */
		public boolean isDelivered() {
			return this == IN_PLACE || this == ASIDE;
		}

	}

	static boolean isAside(Path file) {
		return String.valueOf(file.getFileName()).startsWith(PREFIX);
	}

	/** Where the file lies between its folder and its end. */
	Path aside() {
		return this.delivered.path().resolveSibling(PREFIX + this.token);
	}

	/**
	 * Looks what is there.
	 * @throws SourceKept if that cannot be seen, or its file system is not mounted
	 */
	public Found look() {
		try {
			Optional<BasicFileAttributes> aside = attributes(aside());
			if (aside.isPresent()) {
				return isDelivered(aside.get()) ? Found.ASIDE : Found.CHANGED;
			}
			Optional<BasicFileAttributes> inPlace = attributes(this.delivered.path());
			if (inPlace.isEmpty()) {
				return gone();
			}
			return isDelivered(inPlace.get()) ? Found.IN_PLACE : Found.CHANGED;
		}
		catch (IOException ex) {
			throw SourceKept.because(this.delivered.path(), ex);
		}
	}

	/**
	 * Renames the file if it is the delivered one, and looks again: a writer may have
	 * been faster.
	 * @throws SourceKept if it cannot be renamed or seen
	 */
	public Found takeAside() {
		Found found = look();
		if (found != Found.IN_PLACE) {
			return found;
		}
		try {
			Files.move(this.delivered.path(), aside(), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (NoSuchFileException ex) {
			// gone, or aside: NFS repeats a rename whose answer was lost
		}
		catch (IOException ex) {
			throw SourceKept.because(this.delivered.path(), ex);
		}
		return look();
	}

	/**
	 * Of what has the name; none if nothing has.
	 * @throws IOException if that cannot be seen
	 */
	private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
		try {
			return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
	}

	private boolean isDelivered(BasicFileAttributes seen) {
		return seen.isRegularFile() && this.delivered.isSameAs(SourceFile.of(this.delivered.path(), seen));
	}

	private Found gone() {
		if (new Whereabouts(this.delivered.path(), this.delivered.fileKey(), "").isOutOfSight()) {
			throw new SourceKept(this.delivered.path(), "the file system it lay on is not mounted there");
		}
		return Found.GONE;
	}

	/** Whether the file is there, under its name or aside. */
	public boolean isThere() {
		return !Files.notExists(this.delivered.path()) || !Files.notExists(aside());
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
			throw SourceKept.onTheWay(this.delivered.path(), wanted, ex);
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
			throw SourceKept.onTheWay(this.delivered.path(), wanted, ex);
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
			throw SourceKept.onTheWay(this.delivered.path(), reserved, ex);
		}
	}

	/**
	 * The time of the copy proves nothing: its file system may keep times more coarsely.
	 * @throws SourceKept if it is no copy of what was delivered; then nothing is left of
	 * it
	 */
	private void requireWhole(Path copy) throws IOException {
		try {
			long size = Files.size(copy);
			if (look() != Found.ASIDE) {
				throw new SourceKept(this.delivered.path(), "it was written to while it was copied");
			}
			if (size != this.delivered.size()) {
				throw new SourceKept(this.delivered.path(),
						"its copy %s had %,d bytes instead of %,d".formatted(copy, size, this.delivered.size()));
			}
		}
		catch (SourceKept ex) {
			Files.deleteIfExists(copy);
			throw ex;
		}
	}

}
