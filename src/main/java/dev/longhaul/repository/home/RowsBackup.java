package dev.longhaul.repository.home;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The pages that the rows had at the last checkpoint, each behind its length and its
 * place.
 */
final class RowsBackup {

	/** In bytes: an int, the length, and a long, the place. */
	private static final int PAGE_HEAD = 12;

	private RowsBackup() {
	}

	/**
	 * Whether it is not there, or ends with a page. Of one that ends within a page HSQLDB
	 * restores a part, deletes it, and may never come to an end with the mixture.
	 */
	static boolean isWhole(Path backup) throws IOException {
		if (!Files.exists(backup)) {
			return true;
		}
		try (RandomAccessFile pages = new RandomAccessFile(backup.toFile(), "r")) {
			long end = 0;
			while (end + PAGE_HEAD <= pages.length()) {
				pages.seek(end);
				end += PAGE_HEAD + Math.max(0, pages.readInt());
			}
			return end == pages.length();
		}
	}

}
