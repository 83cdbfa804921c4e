package dev.longhaul.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The names in a folder: what was renamed or deleted is so after a loss of power only
 * once the folder itself was written. The repository, which says that it was done, may
 * lie on another disk and be written sooner.
 */
final class FolderEntries {

	private FolderEntries() {
	}

	/**
	 * Sees that the folder of this file, be it there or not, is on disk as it is, where
	 * its file system can do that.
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
