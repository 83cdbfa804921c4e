package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Nothing is wrong with the file or folder: this process, or the machine, has no file
 * descriptor left to open it with.
 */
public final class TooManyOpenFiles extends SourceException {

	/** As the C library says EMFILE, and ENFILE with two words more. */
	private static final String SAID = "Too many open files";

	TooManyOpenFiles(Path path) {
		super("%s cannot be opened: too many files are open; raise the limit of open files (ulimit -n, LimitNOFILE= of a unit) or lower transfer.parts-at-once, then run again"
			.formatted(path));
	}

	/** The JDK tells it by the file system's message alone. */
	static boolean isMeantBy(IOException failure) {
		return String.valueOf(failure.getMessage()).contains(SAID);
	}

}
