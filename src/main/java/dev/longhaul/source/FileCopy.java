package dev.longhaul.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.BooleanSupplier;

/**
 * Copies a file to another file system: whole and on disk before it gets its name, and
 * its name on disk before it is done.
 *
 * @param from is not changed
 * @param temporary lies beside the copy
 */
record FileCopy(Path from, Path temporary) {

	private static final long PIECE = 16L << 20;

	/** Returns false if it was told not to go on; then nothing is left of the copy. */
	boolean into(Path target, BooleanSupplier goesOn) throws IOException {
		try {
			Files.deleteIfExists(this.temporary);
			Files.createFile(this.temporary,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			if (!copy(goesOn)) {
				return false;
			}
			Files.setPosixFilePermissions(this.temporary, Files.getPosixFilePermissions(this.from));
			Files.setLastModifiedTime(this.temporary, Files.getLastModifiedTime(this.from));
			Files.move(this.temporary, target, StandardCopyOption.ATOMIC_MOVE);
			FolderEntries.keepBeside(target);
			return true;
		}
		finally {
			Files.deleteIfExists(this.temporary);
		}
	}

	private boolean copy(BooleanSupplier goesOn) throws IOException {
		try (FileChannel in = FileChannel.open(this.from);
				FileChannel out = FileChannel.open(this.temporary, StandardOpenOption.WRITE)) {
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
