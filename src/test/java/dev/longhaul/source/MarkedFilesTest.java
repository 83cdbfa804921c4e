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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that are taken once their markers lie beside them.
 */
class MarkedFilesTest {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "{name}.done, a.dump.done", "{stem}.ok, a.ok", "READY-{name}, READY-a.dump" })
	void takes_marked_files_only_and_never_the_markers(String template, String name) throws IOException {
		Path marked = written("in/a.dump", LONG_AGO);
		Path marker = written("in/" + name, LONG_AGO);
		Path unmarked = written("in/other.dump", LONG_AGO);
		Path stray = written("in/" + name.replace("a", "gone"), LONG_AGO);
		Path early = written("early/a.dump", NOW);
		written("early/" + name, NOW.minusSeconds(1));

		Scan scan = scan(template);

		assertThat(scan.settled()).extracting(SourceFile::path).containsExactly(marked);
		assertThat(scan.unsettled()).containsExactlyInAnyOrder(unmarked, early);
		assertThat(scan.leftOut()).containsExactly(new LeftOut(stray, "a marker without its file"));
		assertThat(marker).exists();
	}

	@ParameterizedTest(name = "modified {0} ahead of the clock: taken {1}")
	@CsvSource({ "PT1S, false", "PT24H, false", "PT24H1S, true", "P5479D, true" })
	void a_wrong_date_does_not_hold_a_marked_file_back(Duration ahead, boolean taken) throws IOException {
		Path file = written("a.dump", NOW.plus(ahead));
		written("a.dump.done", NOW);

		Scan scan = scan("{name}.done");

		assertThat(scan.settled()).extracting(SourceFile::path).isEqualTo(taken ? List.of(file) : List.of());
		assertThat(scan.unsettled()).isEqualTo(taken ? List.of() : List.of(file));
	}

	@Test
	void a_file_with_a_wrong_date_waits_for_its_marker() throws IOException {
		Path file = written("a.dump", NOW.plus(Duration.ofDays(365)));

		Scan scan = scan("{name}.done");

		assertThat(scan.settled()).isEmpty();
		assertThat(scan.unsettled()).containsExactly(file);
	}

	private Scan scan(String marker) {
		FileGlobs everything = FileGlobs.of(List.of("**"), List.of());
		return new SourceFolder(this.folder, everything, Duration.ofSeconds(30), DoneMarker.parse(marker), false,
				List.of())
			.scan(Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private Path written(String name, Instant modified) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, "text");
		Files.setLastModifiedTime(file, FileTime.from(modified));
		return file;
	}

}
