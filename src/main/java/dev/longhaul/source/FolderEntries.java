package dev.longhaul.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The names in a folder: a rename or deletion survives a loss of power only once the
 * folder itself is on disk. The repository, which says that it was done, may lie on
 * another disk and be written sooner.
 */
final class FolderEntries {

	private FolderEntries() {
	}

	/**
	 * Forces the folder of this file, which need not exist itself, to disk, where the
	 * file system can do that.
	 */
	static void keepBeside(Path file) {
		try (FileChannel entries = FileChannel.open(file.resolveSibling("."))) {
			entries.force(true);
		}
		catch (IOException ex) {
			// then it is written when the system likes
		}
	}

}
