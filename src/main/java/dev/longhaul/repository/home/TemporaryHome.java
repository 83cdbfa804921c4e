package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.file.Files;

import dev.longhaul.machine.FileSystemWords;
import dev.longhaul.repository.RepositoryUnusable;

import org.springframework.util.FileSystemUtils;

/**
 * A home for a session that begins nothing, where nothing was ever begun: its empty
 * repository goes away with it.
 */
public record TemporaryHome(Home home) implements AutoCloseable {

	/**
	 * Makes it.
	 * @throws RepositoryUnusable if it cannot be made
	 */
	public static TemporaryHome make() {
		try {
			TemporaryHome made = new TemporaryHome(new Home(Files.createTempDirectory("longhaul-home")));
			// a signal ends the process at once until its session listens
			Runtime.getRuntime().addShutdownHook(new Thread(made::close));
			return made;
		}
		catch (IOException ex) {
			throw new RepositoryUnusable(
					("there is no repository, and no folder for an empty one can be made in %s (%s); "
							+ "free it, or name another by LONGHAUL_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER")
						.formatted(System.getProperty("java.io.tmpdir"), FileSystemWords.withFile(ex)),
					ex);
		}
	}

	@Override
	public void close() {
		try {
			FileSystemUtils.deleteRecursively(this.home.folder());
		}
		catch (IOException ex) {
			// nobody misses the room: temporary files are cleared away
		}
	}

}
