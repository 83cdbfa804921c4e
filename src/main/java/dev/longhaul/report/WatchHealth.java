package dev.longhaul.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a watch tells of itself in its home, and what is left of it there when its process
 * was killed.
 *
 * @param at when it told this
 */
public record WatchHealth(Instant at, List<FolderHealth> folders) {

	/** A watch tells every ten seconds, if not more often. */
	private static final Duration SILENT = Duration.ofMinutes(1);

	/** A watch of an earlier build, which may still be up, tells less. */
	private static final JsonMapper JSON = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.build();

	/** The file in which it is told. */
	public static Path in(Path home) {
		return home.resolve("health.json");
	}

	/** What it told last; nothing where no watch was, or it ended in order. */
	public static Optional<WatchHealth> of(Path home) {
		try {
			return Optional.of(JSON.readValue(Files.readAllBytes(in(home)), WatchHealth.class));
		}
		catch (IOException | JacksonException ex) {
			return Optional.empty();
		}
	}

	/** As the file has it. */
	public String json() {
		return JSON.writeValueAsString(this);
	}

	/** Whether it has told nothing for longer than one does that lives. */
	public boolean isSilentAt(Instant now) {
		return Duration.between(this.at, now).compareTo(SILENT) > 0;
	}

}
