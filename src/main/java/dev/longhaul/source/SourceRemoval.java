package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Takes a delivered file out of its folder. It is first renamed within its folder and
 * then looked at: what a writer puts under its name meanwhile is neither deleted nor
 * moved. A kill at any moment leaves something that can be gone on with.
 *
 * @param delivered as it was when it was sent
 * @param token names this upload, so that no two of them use one name
 * @param lay where it was when it was last seen
 */
public record SourceRemoval(SourceFile delivered, String token, Whereabouts lay) {

	private static final String PREFIX = ".longhaul-";

	/** What a look at the file finds. */
	public enum Found {

		/** The delivered file has its name. */
		IN_PLACE,
		/** The delivered file lies aside. */
		ASIDE,
		/**
		 * A file of its size and its time has its name, by another inode: perhaps the
		 * same bytes, as in a folder that was copied or restored, or on a share that
		 * numbers its files anew.
		 */
		RENUMBERED,
		/** Another file, or another version, is there. */
		CHANGED,
		/** There is none. */
		GONE;

		/** Whether it is the delivered file, and no other version of it. */
		public boolean isDelivered() {
			return this == IN_PLACE || this == ASIDE;
		}

		/** Whether a file of its size and its time has its name. */
		public boolean hasItsName() {
			return this == IN_PLACE || this == RENUMBERED;
		}

	}

	static boolean isAside(Path file) {
		return String.valueOf(file.getFileName()).startsWith(PREFIX);
	}

	/** Where the file lies between its folder and its end. */
	Path aside() {
		return own(this.delivered.path(), this.token);
	}

	/** A name of our own in the folder of a file, which a search passes over. */
	static Path own(Path beside, String name) {
		return beside.resolveSibling(PREFIX + name);
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
			if (isDelivered(inPlace.get())) {
				return Found.IN_PLACE;
			}
			return isOfSameVersion(inPlace.get()) ? Found.RENUMBERED : Found.CHANGED;
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
		if (found == Found.ASIDE && hasBothNames()) {
			// a rename to another name of the same file does nothing
			putBack();
			found = look();
		}
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

	/** Whether a kill came between the two halves of its being put back. */
	private boolean hasBothNames() {
		try {
			return Files.isSameFile(this.delivered.path(), aside());
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		catch (IOException ex) {
			throw SourceKept.because(this.delivered.path(), ex);
		}
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

	private boolean isOfSameVersion(BasicFileAttributes seen) {
		return seen.isRegularFile() && seen.size() == this.delivered.size()
				&& seen.lastModifiedTime().toInstant().equals(this.delivered.modified());
	}

	private Found gone() {
		if (this.lay.isOutOfSight()) {
			throw SourceKept.outOfSight(this.delivered.path());
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

	/**
	 * Gives the file its name again. The delivered one stays aside while another file has
	 * that name: by one beside it a search would find it, and it would be sent once more.
	 */
	public void putBack() {
		try {
			Optional<BasicFileAttributes> aside = attributes(aside());
			if (aside.isPresent() && isDelivered(aside.get())) {
				FreeName.rename(aside(), this.delivered.path());
			}
			else if (aside.isPresent()) {
				giveName();
			}
		}
		catch (FileAlreadyExistsException ex) {
			// a later run looks again
		}
		catch (IOException ex) {
			throw SourceKept.because(this.delivered.path(), ex);
		}
	}

	/**
	 * Gives what lies aside, and perhaps was not delivered so, a name by which it is
	 * found: its own, or one beside it if that was taken meanwhile.
	 */
	public void giveName() {
		try {
			if (Files.exists(aside())) {
				FreeName.move(aside(), this.delivered.path());
			}
		}
		catch (IOException ex) {
			throw SourceKept.because(this.delivered.path(), ex);
		}
	}

	/** Where the delivered file lies, while another one has its name. */
	public Optional<Path> leftAside() {
		return Optional.of(aside()).filter((name) -> !Files.notExists(name));
	}

}
