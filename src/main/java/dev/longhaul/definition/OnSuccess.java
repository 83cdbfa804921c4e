package dev.longhaul.definition;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of a file when its delivery has been proved.
 *
 * @param action what is done with a file that is not moved
 * @param move template of the folder to move it to, null where it is not moved
 * @param receipt whether the receipt is written beside the file that is moved
 */
public record OnSuccess(@DefaultValue("keep") Action action, @Nullable String move,
		@DefaultValue("false") boolean receipt) {

	/** What is done with a file that is not moved. */
	public enum Action {

		/** It stays where it is. */
		KEEP,
		/** It is deleted. */
		DELETE

	}

	/** Whether it stays where it is. */
	public boolean keeps() {
		return this.move == null && this.action == Action.KEEP;
	}

	/**
	 * Where a file is moved to, if its name is free there.
	 * @throws UnusableKey if it would leave the folder
	 */
	public Optional<Path> target(KeyTemplate.Subject subject) {
		return folder().map((folder) -> folder.target(subject));
	}

	/** The part of the folder's name that is the same for all files. */
	public Optional<Path> archive() {
		return folder().map(ArchiveFolder::base);
	}

	Optional<ArchiveFolder> folder() {
		return Optional.ofNullable(this.move).map(ArchiveFolder::parse);
	}

}
