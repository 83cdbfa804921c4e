package dev.longhaul.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;

import dev.longhaul.report.FolderHealth;
import dev.longhaul.report.WatchHealth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a supervisor that a watch is alive: its modified time moves with each look at the
 * definitions, its JSON tells how the folders stand.
 */
public final class HealthFile implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(HealthFile.class);

	private final Path file;

	private final Clock clock;

	public HealthFile(Path file, Clock clock) {
		this.file = file;
		this.clock = clock;
	}

	/** Says that all is as the folders tell. */
	public void beat(List<FolderHealth> folders) {
		Path fresh = this.file.resolveSibling(this.file.getFileName() + ".new");
		try {
			Files.writeString(fresh, new WatchHealth(this.clock.instant(), folders).json());
			Files.move(fresh, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			log.warn("{} cannot be written: {}", this.file, ex.getMessage());
		}
	}

	@Override
	public void close() {
		try {
			Files.deleteIfExists(this.file);
		}
		catch (IOException ex) {
			log.warn("{} cannot be deleted: {}", this.file, ex.getMessage());
		}
	}

}
