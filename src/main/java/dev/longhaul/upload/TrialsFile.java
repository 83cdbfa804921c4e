package dev.longhaul.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that remembers for a week what trials told of stores. It may be deleted at any
 * time: then they are made again.
 */
public final class TrialsFile {

	private static final Logger log = LoggerFactory.getLogger(TrialsFile.class);

	/** A store may be upgraded, or put behind another proxy. */
	private static final Duration GOOD_FOR = Duration.ofDays(7);

	/** By questions, as they stand in the file. */
	private final Map<String, String> lines = new ConcurrentHashMap<>();

	private final Map<String, Object> locks = new ConcurrentHashMap<>();

	private final Path file;

	private final Clock clock;

	public TrialsFile(Path file, Clock clock) {
		this.file = file;
		this.clock = clock;
	}

	/**
	 * The answer that is remembered, else the one that the trial gives. Who asks the same
	 * meanwhile waits for that trial, and nobody else does: the store may be silent.
	 * @param words that an answer may have; a newer version may have written others
	 */
	String answer(String question, Set<String> words, Supplier<String> trial) {
		synchronized (this.locks.computeIfAbsent(question, (first) -> new Object())) {
			String line = this.lines.computeIfAbsent(question, (first) -> read().getProperty(question, ""));
			return remembered(line).filter(words::contains).orElseGet(() -> {
				String answer = trial.get();
				remember(question, this.clock.instant() + " " + answer);
				return answer;
			});
		}
	}

	private synchronized void remember(String question, String line) {
		this.lines.put(question, line);
		Properties answers = read();
		answers.setProperty(question, line);
		write(answers);
	}

	private Optional<String> remembered(String line) {
		try {
			String[] words = line.split(" ", 2);
			Instant told = Instant.parse(words[0]);
			Instant now = this.clock.instant();
			// one of a time to come was told while the clock was wrong
			boolean fresh = !told.isAfter(now) && told.plus(GOOD_FOR).isAfter(now);
			return fresh ? Optional.of(words[1]) : Optional.empty();
		}
		catch (DateTimeException | ArrayIndexOutOfBoundsException ex) {
			return Optional.empty();
		}
	}

	private Properties read() {
		Properties answers = new Properties();
		try (InputStream in = Files.newInputStream(this.file)) {
			answers.load(in);
		}
		catch (NoSuchFileException ex) {
			return answers;
		}
		catch (IOException | IllegalArgumentException ex) {
			log.warn("{} cannot be read, stores are tried again: {}", this.file, ex.getMessage());
		}
		return answers;
	}

	private void write(Properties answers) {
		Path half = this.file.resolveSibling(this.file.getFileName() + ".new");
		try {
			try (OutputStream out = Files.newOutputStream(half)) {
				answers.store(out, "what trials told of stores; may be deleted");
			}
			Files.move(half, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			log.warn("{} cannot be written, stores are tried again the next time: {}", this.file, ex.getMessage());
		}
	}

}
