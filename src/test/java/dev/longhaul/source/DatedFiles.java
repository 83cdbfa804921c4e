package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.longhaul.source.SourceFolder.Scan;

/**
 * Files with dates of their own in one folder, and a clock that stands still.
 */
record DatedFiles(Path folder) {

	static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));

	Path written(String name, Instant modified) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, "text");
		Files.setLastModifiedTime(file, FileTime.from(modified));
		return file;
	}

	/** With a settle time of 30 s. */
	Scan scan(String include) {
		return new SourceFolder(this.folder, FileGlobs.of(List.of(include), List.of()), Duration.ofSeconds(30))
			.scan(CLOCK);
	}

	static FileGlobs everything() {
		return FileGlobs.of(List.of("**"), List.of());
	}

}
