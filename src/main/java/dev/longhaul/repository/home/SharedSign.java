package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.machine.FileSystemWords;
import dev.longhaul.repository.RepositoryUnusable;

/**
 * Says in a home that its repository is in PostgreSQL. A command that does not get these
 * settings, for it runs from another folder or without the environment, would find the
 * home empty and send all anew.
 */
public record SharedSign(Home home) {

	/** Says where it is, by the URL. */
	public void write(String url) {
		try {
			String words = url + "\n";
			if (!Files.exists(file()) || !Files.readString(file()).equals(words)) {
				Files.writeString(file(), words);
			}
		}
		catch (IOException ex) {
			throw RepositoryNotWritten.because(this.home, ex,
					"%s cannot be written (%s); see to its rights".formatted(file(), FileSystemWords.of(ex)));
		}
	}

	/**
	 * Looks whether a repository in the home may be begun, or is there.
	 * @throws RepositoryUnusable if it was in PostgreSQL
	 */
	public void requireNone() {
		if (Files.exists(file()) && !this.home.hasRepository()) {
			throw new RepositoryUnusable(("the repository of the home %s is in PostgreSQL, as %s says, and "
					+ "longhaul.repository.url is not set here, so all would be sent again; nothing was started. Set it, or "
					+ "run the command from the folder whose config/application.yml has it; to begin anew in the home "
					+ "delete that file")
				.formatted(this.home.folder(), file()));
		}
	}

	private Path file() {
		return this.home.folder().resolve("in-postgresql");
	}

}
