package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Path;

import dev.longhaul.machine.FileSystemWords;

/**
 * The file was delivered and could not be deleted or moved.
 */
public final class SourceKept extends SourceException {

	private SourceKept(String message) {
		super(message);
	}

	public SourceKept(Path path, String why) {
		this("%s was delivered, but cannot be taken out of its folder (%s); correct that and run again, "
			.formatted(path, why) + "nothing is sent again");
	}

	/** Because its object may have other bytes, for all that is known. */
	public static SourceKept unproved(Path path) {
		return new SourceKept(
				("%s was delivered, but stays in its folder: nothing but marker and size is proved, for the "
						+ "store tells nothing of the bytes; compare it by 'longhaul verify --download %s', then remove it by hand")
					.formatted(path, path));
	}

	/** Because of what the file system said. */
	public static SourceKept because(Path path, IOException why) {
		return new SourceKept(path, FileSystemWords.withFile(why));
	}

}
