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
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
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

	private final Path file;

	private final Clock clock;

	public TrialsFile(Path file, Clock clock) {
		this.file = file;
		this.clock = clock;
	}

	/** The answer that is remembered, else the one that the trial gives. */
	synchronized String answer(String question, Supplier<String> trial) {
		Properties answers = read();
		return remembered(answers.getProperty(question)).orElseGet(() -> {
			String answer = trial.get();
			answers.setProperty(question, this.clock.instant() + " " + answer);
			write(answers);
			return answer;
		});
	}

	private Optional<String> remembered(@Nullable String line) {
		if (line == null) {
			return Optional.empty();
		}
		try {
			String[] words = line.split(" ", 2);
			boolean fresh = Instant.parse(words[0]).plus(GOOD_FOR).isAfter(this.clock.instant());
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
