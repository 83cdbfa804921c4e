package dev.longhaul.repository.home;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.longhaul.repository.DatabaseFact;
import dev.longhaul.repository.RepositoryUnusable;

/**
 * A commit did not reach the disk: it is full, gone, or not writable any more.
 */
public final class RepositoryNotWritten extends RuntimeException {

	private static final String READ_ONLY = "Read-only file system";

	private static final List<String> DISK = List.of("No space left on device", "Disk quota exceeded", READ_ONLY,
			"File too large", "Input/output error", DatabaseFact.CANNOT_GROW_WORDS);

	private RepositoryNotWritten(String message) {
		super(message);
	}

	RepositoryNotWritten(Home home, String why) {
		this(("the repository in %s cannot be written (%s); nothing more is begun. Free its disk or put its files back, "
				+ "then run again: parts that have arrived are taken over")
			.formatted(home.folder(), why));
	}

	/** There was no room to copy the rows that stay. */
	static RepositoryNotWritten compacted(Home home, String why) {
		return new RepositoryNotWritten(("the repository in %s keeps the room of what was pruned (%s): "
				+ "to give it back takes as much room again as what stays. Free that, then prune once more")
			.formatted(home.folder(), why));
	}

	/**
	 * Why a file of the home could not be written when it was taken. A disk that was full
	 * may have room by the next run; one that is read-only was mounted so.
	 * @param otherwise what is said where a person has to look
	 */
	static RuntimeException because(Home home, IOException failure, String otherwise) {
		String why = String.valueOf(failure.getMessage());
		return of(home, why).filter((full) -> !why.contains(READ_ONLY))
			.<RuntimeException>map(Function.identity())
			.orElseGet(() -> new RepositoryUnusable(otherwise, failure));
	}

	/**
	 * What the operating system says of a full or read-only disk, if the message says it.
	 */
	public static Optional<RepositoryNotWritten> of(Home home, String message) {
		return DISK.stream().filter(message::contains).findFirst().map((why) -> new RepositoryNotWritten(home, why));
	}

}
