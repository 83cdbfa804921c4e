package dev.longhaul.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.BooleanSupplier;

/**
 * Copies a file to another file system: whole and on disk, then with the time, rights
 * and, where this user may do that, the owner of the first one.
 *
 * @param from is not changed
 */
record FileCopy(Path from, Path to) {

	private static final long PIECE = 16L << 20;

	/** Returns false if it was told not to go on. */
	boolean carryOut(BooleanSupplier goesOn) throws IOException {
		Files.deleteIfExists(this.to);
		Files.createFile(this.to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		if (!copy(goesOn)) {
			return false;
		}
		PosixFileAttributes first = Files.readAttributes(this.from, PosixFileAttributes.class);
		PosixFileAttributeView copy = Files.getFileAttributeView(this.to, PosixFileAttributeView.class);
		own(copy, first);
		copy.setPermissions(first.permissions());
		// last: by its time a whole copy is known
		copy.setTimes(first.lastModifiedTime(), null, null);
		return true;
	}

	/** Only root may give a file away; another user's copy is that user's. */
	private static void own(PosixFileAttributeView copy, PosixFileAttributes first) {
		try {
			copy.setGroup(first.group());
			copy.setOwner(first.owner());
		}
		catch (IOException ex) {
			// as it is with mv
		}
	}

	private boolean copy(BooleanSupplier goesOn) throws IOException {
		try (FileChannel in = FileChannel.open(this.from);
				FileChannel out = FileChannel.open(this.to, StandardOpenOption.WRITE)) {
			long size = in.size();
			for (long position = 0; position < size;) {
				if (!goesOn.getAsBoolean()) {
					return false;
				}
				long copied = in.transferTo(position, Math.min(PIECE, size - position), out);
				if (copied <= 0) {
					throw new IOException(this.from + " became shorter");
				}
				position += copied;
			}
			out.force(true);
			return true;
		}
	}

}
