package dev.longhaul.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.store.StoreOutages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells others, by a file in the home that is there only meanwhile, which stores this
 * process waits for. It is not the repository's matter: who sends has its connection, and
 * the repository may be on another machine.
 */
public final class OutagesFile implements StoreOutages, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(OutagesFile.class);

	private static final String BEGIN = "away-";

	private static final String END = ".properties";

	/** By stores: since when, and what. */
	private final Map<String, String> lines = new ConcurrentHashMap<>();

	private final Path file;

	private final Clock clock;

	public OutagesFile(Path home, Clock clock) {
		this.file = home.resolve(BEGIN + ProcessHandle.current().pid() + END);
		this.clock = clock;
	}

	@Override
	public void begins(String store, String what) {
		this.lines.put(store, this.clock.instant() + " " + what);
		write();
	}

	@Override
	public void ends(String store) {
		if (this.lines.remove(store) != null) {
			write();
		}
	}

	private synchronized void write() {
		try {
			if (this.lines.isEmpty()) {
				Files.deleteIfExists(this.file);
				return;
			}
			Properties properties = new Properties();
			properties.putAll(this.lines);
			Path fresh = this.file.resolveSibling(this.file.getFileName() + ".new");
			try (OutputStream out = Files.newOutputStream(fresh)) {
				properties.store(out, null);
			}
			Files.move(fresh, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			log.warn("{} cannot be written, so status does not tell that a store is away: {}", this.file,
					ex.getMessage());
		}
	}

	/** Takes the file away. */
	@Override
	public void close() {
		this.lines.clear();
		write();
	}

	/**
	 * The stores that processes of this machine wait for, by what stands in a home. What
	 * a killed one left there counts for nothing, and goes.
	 */
	public static List<StoreOutage> in(Path home) {
		List<StoreOutage> outages = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(home, BEGIN + "[0-9]*" + END)) {
			for (Path file : files) {
				outages.addAll(read(file));
			}
		}
		catch (IOException ex) {
			log.debug("{} is not readable", home, ex);
		}
		return outages;
	}

	private static List<StoreOutage> read(Path file) throws IOException {
		if (!isOfLiving(file)) {
			Files.deleteIfExists(file);
			return List.of();
		}
		List<StoreOutage> outages = new ArrayList<>();
		try (InputStream in = Files.newInputStream(file)) {
			Properties lines = new Properties();
			lines.load(in);
			for (String store : lines.stringPropertyNames()) {
				String[] line = lines.getProperty(store).split(" ", 2);
				outages.add(new StoreOutage(store, Instant.parse(line[0]), line[line.length - 1]));
			}
		}
		catch (DateTimeException ex) {
			log.debug("{} is damaged", file, ex);
		}
		return outages;
	}

	/** A later process may have the number of one that was killed. */
	private static boolean isOfLiving(Path file) throws IOException {
		String name = file.getFileName().toString();
		long pid = Long.parseLong(name, BEGIN.length(), name.length() - END.length(), 10);
		Instant written = Files.getLastModifiedTime(file).toInstant();
		return ProcessHandle.of(pid)
			.filter(ProcessHandle::isAlive)
			.filter((process) -> process.info().startInstant().map((start) -> !start.isAfter(written)).orElse(true))
			.isPresent();
	}

}
