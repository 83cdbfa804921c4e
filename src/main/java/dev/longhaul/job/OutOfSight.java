package dev.longhaul.job;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.source.SourceGone;
import dev.longhaul.source.SourceUnreadable;
import dev.longhaul.source.Whereabouts;

/**
 * Tells a file that is gone from one whose folder is not there, not mounted or another
 * one, whenever it is missed: the parts of the latter are kept.
 */
final class OutOfSight {

	private OutOfSight() {
	}

	/**
	 * What a failure means.
	 * @param seen where the file lay when it was seen
	 * @param root the folder that the definition takes files from: one that was moved
	 * away, or links elsewhere, took the file out of sight, too
	 */
	static Throwable judged(Throwable failure, Whereabouts seen, Path root) {
		if (!(failure instanceof SourceGone)) {
			return failure;
		}
		if (seen.file().startsWith(root) && !Files.isDirectory(root)) {
			return new SourceUnreadable(seen.file(),
					"its folder %s is not there; put it back and run again, ".formatted(root)
							+ "or end the upload by 'longhaul abort'");
		}
		return seen.isOutOfSight()
				? new SourceUnreadable(seen.file(),
						"the folder it lay in is not mounted there, or was made anew; "
								+ "mount it or put it back and run again, or end the upload by 'longhaul abort'")
				: failure;
	}

}
