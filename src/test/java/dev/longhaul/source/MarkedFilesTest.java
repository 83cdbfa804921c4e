package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.source.SourceFolder.Scan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.longhaul.source.DatedFiles.CLOCK;
import static dev.longhaul.source.DatedFiles.LONG_AGO;
import static dev.longhaul.source.DatedFiles.NOW;
import static dev.longhaul.source.DatedFiles.everything;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that are taken once their markers lie beside them.
 */
class MarkedFilesTest {

	private final DatedFiles files;

	MarkedFilesTest(@TempDir Path folder) {
		this.files = new DatedFiles(folder);
	}

	@ParameterizedTest
	@CsvSource({ "{name}.done, a.dump.done", "{stem}.ok, a.ok", "READY-{name}, READY-a.dump" })
	void takes_marked_files_only_and_never_the_markers(String template, String name) throws IOException {
		Path marked = this.files.written("in/a.dump", LONG_AGO);
		Path marker = this.files.written("in/" + name, LONG_AGO);
		Path unmarked = this.files.written("in/other.dump", LONG_AGO);
		Path stray = this.files.written("in/" + name.replace("a", "gone"), LONG_AGO);
		Path early = this.files.written("early/a.dump", NOW);
		this.files.written("early/" + name, NOW.minusSeconds(1));

		Scan scan = scan(template);

		assertThat(scan.settled()).extracting(SourceFile::path).containsExactly(marked);
		assertThat(scan.unsettled()).containsExactlyInAnyOrder(unmarked, early);
		assertThat(scan.leftOut()).containsExactly(LeftOut.strayMarker(stray));
		assertThat(marker).exists();
	}

	@ParameterizedTest(name = "modified {0} ahead of the clock: taken {1}")
	@CsvSource({ "PT1S, false", "PT24H, false", "PT24H1S, true", "P5479D, true" })
	void a_wrong_date_does_not_hold_a_marked_file_back(Duration ahead, boolean taken) throws IOException {
		Path file = this.files.written("a.dump", NOW.plus(ahead));
		this.files.written("a.dump.done", NOW);

		Scan scan = scan("{name}.done");

		assertThat(scan.settled()).extracting(SourceFile::path).isEqualTo(taken ? List.of(file) : List.of());
		assertThat(scan.unsettled()).isEqualTo(taken ? List.of() : List.of(file));
	}

	@Test
	void a_file_with_a_wrong_date_waits_for_its_marker() throws IOException {
		Path file = this.files.written("a.dump", NOW.plus(Duration.ofDays(365)));

		Scan scan = scan("{name}.done");

		assertThat(scan.settled()).isEmpty();
		assertThat(scan.unsettled()).containsExactly(file);
	}

	@ParameterizedTest(name = "at the {0}th entry: taken {1}")
	@CsvSource({ "1, false", "4, true" })
	void a_marker_that_is_deleted_while_the_folder_is_searched_has_been_there_or_not(int entry, boolean taken)
			throws IOException {
		Path file = this.files.written("a.dump", LONG_AGO);
		Path marker = this.files.written("a.dump.done", LONG_AGO);
		AtomicInteger entries = new AtomicInteger();

		// the folder, what is in it, and the file once more when it is judged
		Scan scan = folder("{name}.done").scan(CLOCK, () -> {
			if (entries.incrementAndGet() == entry) {
				delete(marker);
			}
		});

		assertThat(marker).doesNotExist();
		assertThat(scan.settled()).extracting(SourceFile::path).isEqualTo(taken ? List.of(file) : List.of());
		assertThat(scan.unsettled()).isEqualTo(taken ? List.of() : List.of(file));
		assertThat(scan.leftOut()).isEmpty();
		assertThat(scan.unreadable()).isEmpty();
	}

	private Scan scan(String marker) {
		return folder(marker).scan(CLOCK);
	}

	private SourceFolder folder(String marker) {
		return new SourceFolder(this.files.folder(), everything(), Duration.ofSeconds(30), DoneMarker.parse(marker),
				false, List.of());
	}

	private static void delete(Path file) {
		try {
			Files.delete(file);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
