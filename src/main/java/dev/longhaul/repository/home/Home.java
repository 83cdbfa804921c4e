package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

import dev.longhaul.machine.FileSystemWords;
import dev.longhaul.repository.RepositoryUnusable;

/**
 * Longhaul's own folder: the job repository, its lock, and the log. Only its user may
 * look into it.
 *
 * @param folder absolute
 */
public record Home(Path folder) {

	private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

	public Home {
		folder = folder.toAbsolutePath().normalize();
	}

	/**
	 * Makes the folder if it is not there.
	 * @throws RepositoryNotWritten if its disk is full
	 * @throws RepositoryUnusable if it cannot be made or written for another reason
	 * @throws HomeMisnamed if a database there would lie elsewhere
	 */
	public void prepare() {
		HomeMisnamed.refuse(this);
		try {
			// for this user alone, before anything else writes into it
			Files.createDirectories(this.folder, PosixFilePermissions.asFileAttribute(OWNERS));
		}
		catch (IOException ex) {
			throw RepositoryNotWritten.because(this, ex,
					"the home %s cannot be written (%s); choose another by --home or free it".formatted(this.folder,
							FileSystemWords.withFile(ex)));
		}
		requireWritable(this.folder);
	}

	/**
	 * Looks whether a run could work here, and changes nothing.
	 * @return the folder, or while it is not there the one in which it would be made
	 * @throws RepositoryUnusable if it cannot be made or written
	 * @throws HomeMisnamed if a database there would lie elsewhere
	 */
	public Path inspect() {
		HomeMisnamed.refuse(this);
		Path existing = this.folder;
		while (!Files.exists(existing) && existing.getParent() != null) {
			existing = existing.getParent();
		}
		if (!Files.isDirectory(existing)) {
			throw new RepositoryUnusable("the home %s cannot be made, %s is no folder; choose another by --home"
				.formatted(this.folder, existing));
		}
		requireWritable(existing);
		return existing;
	}

	private void requireWritable(Path existing) {
		if (existing.equals(this.folder) && isReadOnly(existing)) {
			throw new RepositoryUnusable(("the home %s is on a file system that is read-only; have its disk looked at "
					+ "and mount it to be written, or name a whole copy of the home by --home: an empty one would not know what was delivered")
				.formatted(existing));
		}
		if (!Files.isWritable(existing)) {
			throw new RepositoryUnusable(
					"the home %s is not writable for this user; choose another by --home".formatted(existing));
		}
	}

	private static boolean isReadOnly(Path existing) {
		try {
			return Files.getFileStore(existing).isReadOnly();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Whether a run was ever begun here.
	 * @throws RepositoryUnusable if this user may not look into the home
	 */
	public boolean hasRepository() {
		if (Files.isDirectory(this.folder) && !Files.isReadable(this.folder)) {
			throw new RepositoryUnusable(
					"the home %s belongs to another user; look as that user".formatted(this.folder));
		}
		return database().exist();
	}

	/**
	 * Root can write into every home, and would leave files in it that its user cannot
	 * write any more. Asked by making a file, for a mount or a container may give files
	 * another owner than the process has.
	 * @throws RepositoryUnusable if the database is another user's or, where nothing was
	 * begun yet, the folder
	 */
	void requireOwnFiles() throws IOException {
		boolean begun = database().exist();
		if (!begun && (Files.exists(lockFile()) || !isForItsOwnerAlone())) {
			return;
		}
		Path own = Files.createTempFile(this.folder, "owner", ".new");
		try {
			UserPrincipal we = Files.getOwner(own);
			UserPrincipal they = begun ? database().owner() : Files.getOwner(this.folder);
			if (!we.equals(they)) {
				throw new RepositoryUnusable(("the home %s belongs to %s, and this is %s, who would leave files "
						+ "that %s cannot write; nothing was started. Run the command as that user")
					.formatted(this.folder, they.getName(), we.getName(), they.getName()));
			}
		}
		finally {
			Files.deleteIfExists(own);
		}
	}

	/** Whether this user would leave files here that its own user cannot write. */
	public boolean isAnothers() {
		try {
			requireOwnFiles();
			return false;
		}
		catch (RepositoryUnusable ex) {
			return true;
		}
		catch (IOException ex) {
			return false; // nothing can be written at all, and the lock says so
		}
	}

	/**
	 * As an installation makes the folder for its service. One that others may look into
	 * can be another user's and still be meant, as the folder of a host in a container.
	 */
	private boolean isForItsOwnerAlone() throws IOException {
		try {
			return OWNERS.containsAll(Files.getPosixFilePermissions(this.folder));
		}
		catch (UnsupportedOperationException ex) {
			return false;
		}
	}

	/**
	 * Which folder it is, by whatever name; nothing where the file system has no such.
	 */
	Optional<String> identity() {
		try {
			return Optional.ofNullable(Files.readAttributes(this.folder, BasicFileAttributes.class).fileKey())
				.map(String::valueOf);
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/** The files of the database here, whether there is one or not. */
	public DatabaseFiles database() {
		return new DatabaseFiles(this.folder);
	}

	/** The way to that database. */
	public EmbeddedAccess access() {
		return new EmbeddedAccess(this);
	}

	/** Stays there once a process has worked here. */
	public Path lockFile() {
		return this.folder.resolve("lock");
	}

	/** What trials told of stores. */
	public Path storesFile() {
		return this.folder.resolve("stores.properties");
	}

	Path ownerFile() {
		return this.folder.resolve("owner.json");
	}

}
