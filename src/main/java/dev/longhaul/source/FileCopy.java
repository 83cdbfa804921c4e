package dev.longhaul.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
		take(copy, first);
		// last: by its time a whole copy is known
		copy.setTimes(first.lastModifiedTime(), null, null);
		return true;
	}

	/** As mv does it: each as far as this user may, and the file system knows it. */
	private static void take(PosixFileAttributeView copy, PosixFileAttributes first) {
		List<Step> steps = List.of(() -> copy.setGroup(first.group()), () -> copy.setOwner(first.owner()),
				() -> copy.setPermissions(first.permissions()));
		for (Step step : steps) {
			try {
				step.carryOut();
			}
			catch (IOException ex) {
				// only root may give a file away, and FAT has no rights at all
			}
		}
	}

	/** Of what is copied beside the bytes. */
	private interface Step {

		void carryOut() throws IOException;

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
