package dev.longhaul.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.longhaul.OwnThread;
import dev.longhaul.source.SourceFolder.Scan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.longhaul.source.DatedFiles.CLOCK;
import static dev.longhaul.source.DatedFiles.LONG_AGO;
import static dev.longhaul.source.DatedFiles.NOW;
import static dev.longhaul.source.DatedFiles.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A walk passes over what vanishes, names what is not there or may not be read, and can
 * be stopped.
 */
class FolderWalkTest {

	private final Path folder;

	private final DatedFiles files;

	FolderWalkTest(@TempDir Path folder) {
		this.folder = folder;
		this.files = new DatedFiles(folder);
	}

	@Test
	void can_be_stopped_at_each_entry() throws IOException {
		for (String name : List.of("a/1", "a/2", "b/3", "4")) {
			this.files.written(name, LONG_AGO);
		}
		SourceFolder source = new SourceFolder(this.folder, everything(), Duration.ZERO);
		AtomicInteger entries = new AtomicInteger();
		source.scan(CLOCK, entries::incrementAndGet);
		assertThat(entries).as("three folders, and four files that are judged too").hasValue(3 + 2 * 4);

		for (int last = 1; last <= entries.get(); last++) {
			AtomicInteger left = new AtomicInteger(last);
			assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> source.scan(CLOCK, () -> {
				if (left.decrementAndGet() == 0) {
					throw new CancellationException();
				}
			}));
			assertThat(left).hasValue(0);
		}
	}

	@Test
	void says_that_there_is_no_such_folder_and_what_to_do() throws IOException {
		requireRefused(this.folder.resolve("missing"), "create it or correct source.directory");
		requireRefused(this.files.written("a.dump", LONG_AGO), "it is a file; name the folder that it lies in");
	}

	private static void requireRefused(Path root, String advice) {
		assertThatExceptionOfType(SourceUnreadable.class)
			.isThrownBy(() -> new SourceFolder(root, everything(), Duration.ZERO).scan(CLOCK))
			.withMessageStartingWith(root.toString())
			.withMessageContaining(advice);
	}

	@Test
	void says_the_same_of_a_folder_that_vanishes_before_it_is_walked_through() {
		SourceFolder missing = new SourceFolder(this.folder.resolve("missing"), everything(), Duration.ZERO);

		assertThatExceptionOfType(SourceUnreadable.class).isThrownBy(() -> FolderWalk.through(missing, () -> {
		})).withMessageContaining("create it or correct source.directory");
	}

	@Test
	void a_file_that_is_gone_when_the_walk_has_ended_is_no_problem() throws IOException {
		Path gone = this.files.written("gone.dump", LONG_AGO);
		Path there = this.files.written("there.dump", LONG_AGO);
		SourceFolder source = new SourceFolder(this.folder, everything(), Duration.ZERO);
		FolderWalk walk = FolderWalk.through(source, () -> {
		});
		Files.delete(gone);

		Scan scan = source.judge(walk, NOW, () -> {
		});

		assertThat(scan.unreadable()).isEmpty();
		assertThat(scan.settled()).extracting(SourceFile::path).containsExactly(there);
	}

	@Test
	void files_and_folders_that_vanish_during_the_walk_are_no_problem() throws IOException {
		for (int round = 0; round < 5; round++) {
			List<Path> listed = manyFilesAndFolders();
			CompletableFuture<Void> end = OwnThread.run(() -> deleteFromTheEnd(listed));

			Scan scan = this.files.scan("**/*.dump");

			end.join();
			assertThat(scan.unreadable()).isEmpty();
			assertThat(scan.leftOut()).isEmpty();
		}
	}

	/** As the system lists them, which is also how a walk meets them. */
	private List<Path> manyFilesAndFolders() throws IOException {
		for (int i = 0; i < 600; i++) {
			this.files.written(i + ".tmp", LONG_AGO);
			Files.createDirectory(this.folder.resolve(i + ".folder"));
		}
		try (Stream<Path> listed = Files.list(this.folder)) {
			return listed.toList();
		}
	}

	private static void deleteFromTheEnd(List<Path> listed) {
		try {
			for (int i = listed.size() - 1; i >= 0; i--) {
				Files.delete(listed.get(i));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void names_what_may_not_be_read_and_takes_the_rest() throws Exception {
		Path file = this.files.written("file/a.dump", LONG_AGO);
		Path closed = this.folder.resolve("closed");
		this.files.written("closed/b.dump", LONG_AGO);
		Path readable = this.files.written("readable/c.dump", LONG_AGO);
		this.files.written("other/excluded.tmp", LONG_AGO);
		forbid(file);
		forbid(closed);
		forbid(this.folder.resolve("other/excluded.tmp"));
		List<String> seen;
		try {
			seen = Files.isReadable(file) ? ScanWithoutRights.inItsOwnProcess(this.folder, "**/*.dump", "none")
					: ScanWithoutRights.of(this.folder, "**/*.dump", "none");
		}
		finally {
			Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
		}

		assertThat(seen).hasSize(3)
			.contains("settled " + readable)
			.contains("unreadable " + file + " cannot be read: permission denied; give this user the right to read it")
			.anySatisfy((line) -> assertThat(line).isEqualTo("unreadable " + closed + " cannot be read: permission "
					+ "denied; give this user the right to read it, or leave it out by source.exclude"));
	}

	private static void forbid(Path path) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
	}

}
