package dev.longhaul.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process that owns the repository, and where it serves it to readers.
 *
 * @param command what it was started for
 * @param port on 127.0.0.1, 0 while it is not serving yet
 * @param readerPassword of the user that may only read
 */
record Owner(long pid, String command, Instant since, int port, String readerPassword) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * What the owner has written down; nothing if there is none or it is just writing.
	 */
	static Optional<Owner> of(Home home) {
		try {
			return Optional.of(JSON.readValue(Files.readString(home.ownerFile()), Owner.class));
		}
		catch (IOException | JacksonException ex) {
			return Optional.empty();
		}
	}

	void write(Home home) {
		try {
			Home.writePrivately(home.ownerFile(), JSON.writeValueAsString(this));
		}
		catch (IOException ex) {
			throw new RepositoryUnusable("the home %s cannot be written (%s); free it or choose another by --home"
				.formatted(home.folder(), ex.getMessage()), ex);
		}
	}

	@Override
	public String toString() {
		return "process " + this.pid; // never the password
	}

}
