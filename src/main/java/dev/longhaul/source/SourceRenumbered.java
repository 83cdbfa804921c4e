package dev.longhaul.source;

import java.nio.file.Path;

/**
 * The file seems to be the one whose upload was begun, by its size and time, but its file
 * system gives it another number: it was mounted anew, or it is of those in user space
 * that number their files anew while they are mounted. Or another file has its name.
 * Nobody can tell which it is, so what was sent is not for nothing, but counts only when
 * it has been compared.
 */
public final class SourceRenumbered extends SourceException {

	SourceRenumbered(Path path) {
		super("%s has another number in its file system than when its upload was begun, so it may be another file of the same size and time; the next run compares its parts and goes on with it"
			.formatted(path));
	}

}
