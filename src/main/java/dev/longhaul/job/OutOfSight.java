package dev.longhaul.job;

import java.nio.file.Path;

import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;
import dev.longhaul.source.SourceUnreadable;

/**
 * Tells a file that is gone from one whose file system is not mounted, whenever it is
 * missed: the parts of the latter are kept.
 */
final class OutOfSight {

	private OutOfSight() {
	}

	/**
	 * What a failure means.
	 * @param fileKey of the file when it was seen
	 */
	static Throwable judged(Throwable failure, Path file, String fileKey) {
		return (failure instanceof SourceGone && SourceFile.isOutOfSight(file, fileKey))
				? new SourceUnreadable(file, "the file system it lay on is not mounted there; mount it and run again, "
						+ "or end the upload by 'longhaul abort'")
				: failure;
	}

}
