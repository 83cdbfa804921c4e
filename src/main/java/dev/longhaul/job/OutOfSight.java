package dev.longhaul.job;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;
import dev.longhaul.source.SourceUnreadable;

/**
 * Tells a file that is gone from one whose folder is not there, or whose file system is
 * not mounted, whenever it is missed: the parts of the latter are kept.
 */
final class OutOfSight {

	private OutOfSight() {
	}

	/**
	 * What a failure means.
	 * @param fileKey of the file when it was seen
	 * @param root the folder that the definition takes files from: one that was moved
	 * away, or links elsewhere, took the file out of sight, too
	 */
	static Throwable judged(Throwable failure, Path file, String fileKey, Path root) {
		if (!(failure instanceof SourceGone)) {
			return failure;
		}
		if (file.startsWith(root) && !Files.isDirectory(root)) {
			return new SourceUnreadable(file, "its folder %s is not there; put it back and run again, ".formatted(root)
					+ "or end the upload by 'longhaul abort'");
		}
		return SourceFile.isOutOfSight(file, fileKey)
				? new SourceUnreadable(file, "the file system it lay on is not mounted there; mount it and run again, "
						+ "or end the upload by 'longhaul abort'")
				: failure;
	}

}
