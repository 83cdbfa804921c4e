package dev.longhaul.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Tells of files that are perhaps sent once more because their definition has another
 * name by now. A definition that is still in the folder is meant to send its own; one
 * that is not may have been run by its path, or by another machine.
 *
 * @param jobs the folder of the definitions
 */
public record RenamedNotice(Console console, Path jobs) {

	/**
	 * Tells of each definition that is not in the folder.
	 * @param delivered how many of the run's files each delivered
	 * @param isThere whether a definition is in the folder
	 */
	public void tell(Map<String, Integer> delivered, Predicate<String> isThere) {
		// who names all definitions by their paths need not have the folder
		if (Files.isReadable(this.jobs)) {
			delivered.forEach((definition, files) -> {
				if (!isThere.test(definition)) {
					tell(definition, files);
				}
			});
		}
	}

	private void tell(String definition, int files) {
		this.console
			.notice(("the definition %s, which is not in %s, or cannot be read, delivered %,d of these files to the same "
					+ "keys; to another definition they are new, and each is sent again where its if-exists is replace or "
					+ "overwrite; if %1$s was renamed, give it back its name")
				.formatted(definition, this.jobs, files));
	}

}
