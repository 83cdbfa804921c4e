package dev.longhaul.repository;

import java.util.List;
import java.util.Optional;

/**
 * A commit did not reach the disk: it is full, gone, or not writable any more.
 */
public final class RepositoryNotWritten extends RuntimeException {

	/** The last is what HSQLDB says when its file of rows cannot grow. */
	private static final List<String> DISK = List.of("No space left on device", "Disk quota exceeded",
			"Read-only file system", "File too large", "Input/output error", "Data File size limit is reached");

	RepositoryNotWritten(Home home, String why) {
		super(("the repository in %s cannot be written (%s); nothing more is begun. Free its disk or put its files back, "
				+ "then run again: parts that have arrived are taken over")
			.formatted(home.folder(), why));
	}

	/**
	 * What the operating system says of a full or read-only disk, if the message says it.
	 */
	public static Optional<RepositoryNotWritten> of(Home home, String message) {
		return DISK.stream().filter(message::contains).findFirst().map((why) -> new RepositoryNotWritten(home, why));
	}

}
