package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.FileSystemException;
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

	/**
	 * The same, on the way to another place: a write, unlike the opening of a file, does
	 * not say of which file it speaks, and it may be the target's disk that is full.
	 */
	static SourceKept onTheWay(Path path, Path target, IOException why) {
		return (why instanceof FileSystemException) ? because(path, why)
				: new SourceKept(path, "on its way to %s: %s".formatted(target, why.getMessage()));
	}

	/** Because it may be there again tomorrow. */
	static SourceKept outOfSight(Path path) {
		return new SourceKept(("%s was delivered, but is not to be seen: the folder it lay in is not mounted there, or "
				+ "was made anew; mount it or put it back and run again, nothing is sent again; or end the upload by "
				+ "'longhaul abort'")
			.formatted(path));
	}

	/** Because the marker would be left without its file. */
	public static SourceKept byMarker(Path path, IOException why) {
		return new SourceKept(("%s was delivered, but its done-marker cannot be taken away with it (%s); delete the "
				+ "marker, or give this user the right to it, then run again, nothing is sent again")
			.formatted(path, FileSystemWords.withFile(why)));
	}

}
