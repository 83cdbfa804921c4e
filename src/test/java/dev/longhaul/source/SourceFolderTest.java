package dev.longhaul.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.longhaul.OwnThread;
import dev.longhaul.source.SourceFolder.Scan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A walk finds what is meant and ready, and says what is not.
 */
class SourceFolderTest {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));

	@TempDir
	private Path folder;

	@Test
	void finds_the_files_by_path_and_at_any_depth() throws IOException {
		Path last = written("z.dump", LONG_AGO);
		Path first = written("a/b/c.dump", LONG_AGO);
		Path second = written("a.dump", LONG_AGO);
		written("a/b/c.tmp", LONG_AGO);

		Scan scan = scan("**/*.dump");

		assertThat(scan.settled()).extracting(SourceFile::path).containsExactlyInAnyOrder(first, second, last);
		assertThat(scan.settled()).extracting(SourceFile::path).isSorted();
		assertThat(scan.settled()).contains(SourceFile.of(first));
		assertThat(scan.unsettled()).isEmpty();
		assertThat(scan.unreadable()).isEmpty();
	}

	@ParameterizedTest(name = "modified {0} ago: settled {1}")
	@CsvSource({ "PT0S, false", "PT29.999999S, false", "PT30S, true", "PT31S, true", "P365D, true",
			// a share's clock, or its time zone; a date that is wrong
			"PT-10S, false", "PT-30S, false", "PT-1H, false", "PT-14H, false", "PT-24H, false",
			"PT-24H-0.000001S, true", "P-365D, true" })
	void leaves_what_was_modified_within_the_settle_time(Duration ago, boolean settled) throws IOException {
		Path file = written("a.dump", NOW.minus(ago));

		Scan scan = scan("**");

		assertThat(scan.settled()).extracting(SourceFile::path).isEqualTo(settled ? List.of(file) : List.of());
		assertThat(scan.unsettled()).isEqualTo(settled ? List.of() : List.of(file));
	}

	@Test
	void takes_everything_at_once_without_a_settle_time() throws IOException {
		written("a.dump", NOW);
		written("b.dump", NOW.plusNanos(1000));

		Scan scan = new SourceFolder(this.folder, everything(), Duration.ZERO).scan(CLOCK);

		assertThat(scan.settled()).hasSize(2);
		assertThat(scan.unsettled()).isEmpty();
	}

	@Test
	void finds_empty_files_too() throws IOException {
		Path empty = Files.createFile(this.folder.resolve("empty"));
		Files.setLastModifiedTime(empty, FileTime.from(LONG_AGO));

		assertThat(scan("**").settled()).singleElement().extracting(SourceFile::size).isEqualTo(0L);
	}

	@Test
	void finds_nothing_in_an_empty_folder() {
		assertThat(scan("**")).isEqualTo(new Scan(List.of(), List.of(), List.of(), List.of(), List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "with some spaces.dump", " ", "line\nbreak", "tab\tand\u001b[31mescape", "grüße 😀.dump",
			"quote'\"`$.dump", "*?[a]{b}", "-rf", "#1%20+&=.dump" })
	void takes_a_file_whatever_its_name(String name) throws IOException {
		assumeTrue(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode(name),
				"this locale cannot name the file");
		Path file = written(name, LONG_AGO);

		Scan scan = scan("**");

		assertThat(scan.settled()).containsExactly(SourceFile.of(file));
		assertThat(this.folder.relativize(scan.settled().get(0).path())).hasToString(name);
	}

	@Test
	void a_name_that_is_no_utf_8_is_to_be_given_another_one_or_left_out() throws Exception {
		assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "this locale reads no UTF-8");
		Path file = written("plain.dump", LONG_AGO);
		assertThat(new ProcessBuilder("bash", "-c", "touch $'caf\\xe9.dump'").directory(this.folder.toFile())
			.start()
			.waitFor()).isZero();

		Scan scan = scan("**");
		Scan without = new SourceFolder(this.folder, FileGlobs.of(List.of("**"), List.of("caf?.dump")), Duration.ZERO)
			.scan(CLOCK);

		assertThat(scan.settled()).extracting(SourceFile::path).containsExactly(file);
		assertThat(scan.unreadable()).singleElement()
			.extracting(SourceException::getMessage)
			.asString()
			.contains("rename it, or leave it out by source.exclude")
			.doesNotContain("LC_ALL");
		assertThat(without.unreadable()).isEmpty();
	}

	@Test
	void can_be_stopped_at_each_entry() throws IOException {
		for (String name : List.of("a/1", "a/2", "b/3", "4")) {
			written(name, LONG_AGO);
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
	void does_not_follow_symbolic_links_to_files_and_folders() throws IOException {
		written("elsewhere/secret", LONG_AGO);
		Path file = written("root/a.dump", LONG_AGO);
		Path root = this.folder.resolve("root");
		Files.createSymbolicLink(root.resolve("link-to-file"), file);
		Files.createSymbolicLink(root.resolve("link-to-folder"), this.folder.resolve("elsewhere"));
		Files.createSymbolicLink(root.resolve("link-to-itself"), root);
		Files.createSymbolicLink(root.resolve("link-to-nothing"), root.resolve("nothing"));

		Scan scan = new SourceFolder(root, everything(), Duration.ZERO).scan(CLOCK);

		assertThat(scan.settled()).extracting(SourceFile::path).containsExactly(file);
		assertThat(scan.unsettled()).isEmpty();
		assertThat(scan.unreadable()).isEmpty();
		assertThat(scan.leftOut()).hasSize(4)
			.allSatisfy((left) -> assertThat(left.why()).startsWith("a symbolic link; 'source.follow-links: true'"));
	}

	@Test
	void follows_symbolic_links_where_it_is_said_but_not_in_a_circle() throws IOException {
		Path elsewhere = written("elsewhere/b.dump", LONG_AGO);
		Path file = written("root/a.dump", LONG_AGO);
		Path root = this.folder.resolve("root");
		Path folder = Files.createSymbolicLink(root.resolve("link-to-folder"), elsewhere.getParent());
		Path circle = Files.createSymbolicLink(root.resolve("link-to-itself"), root);
		Path nothing = Files.createSymbolicLink(root.resolve("link-to-nothing"), root.resolve("nothing"));

		Scan scan = new SourceFolder(root, everything(), Duration.ZERO, null, true, List.of()).scan(CLOCK);

		assertThat(scan.settled()).extracting(SourceFile::path).containsExactly(file, folder.resolve("b.dump"));
		assertThat(scan.unreadable()).isEmpty();
		assertThat(scan.leftOut()).containsExactlyInAnyOrder(
				new LeftOut(circle, "a symbolic link that leads back to a folder above it"),
				new LeftOut(nothing, "a symbolic link that leads nowhere"));
	}

	@Test
	void leaves_out_pipes_and_says_so() throws Exception {
		Path pipe = this.folder.resolve("pipe");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

		Scan scan = scan("**");

		assertThat(scan.settled()).isEmpty();
		assertThat(scan.leftOut()).containsExactly(new LeftOut(pipe, "a pipe, socket or device"));
	}

	@Test
	void finds_the_files_of_a_folder_that_is_a_symbolic_link_itself() throws IOException {
		written("disk-2/a.dump", LONG_AGO);
		Path link = Files.createSymbolicLink(this.folder.resolve("backups"), this.folder.resolve("disk-2"));

		Scan scan = new SourceFolder(link, everything(), Duration.ofSeconds(30)).scan(CLOCK);

		assertThat(scan.settled()).hasSize(1);
	}

	@Test
	void says_that_there_is_no_such_folder_and_what_to_do() throws IOException {
		requireRefused(this.folder.resolve("missing"), "create it or correct source.directory");
		requireRefused(written("a.dump", LONG_AGO), "it is a file; name the folder that it lies in");
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
		Path gone = written("gone.dump", LONG_AGO);
		Path there = written("there.dump", LONG_AGO);
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

			Scan scan = scan("**/*.dump");

			end.join();
			assertThat(scan.unreadable()).isEmpty();
			assertThat(scan.leftOut()).isEmpty();
		}
	}

	/** As the system lists them, which is also how a walk meets them. */
	private List<Path> manyFilesAndFolders() throws IOException {
		for (int i = 0; i < 600; i++) {
			written(i + ".tmp", LONG_AGO);
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
		Path file = written("file/a.dump", LONG_AGO);
		Path closed = this.folder.resolve("closed");
		written("closed/b.dump", LONG_AGO);
		Path readable = written("readable/c.dump", LONG_AGO);
		written("other/excluded.tmp", LONG_AGO);
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

	private Scan scan(String include) {
		return new SourceFolder(this.folder, FileGlobs.of(List.of(include), List.of()), Duration.ofSeconds(30))
			.scan(CLOCK);
	}

	private static FileGlobs everything() {
		return FileGlobs.of(List.of("**"), List.of());
	}

	private Path written(String name, Instant modified) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, "text");
		Files.setLastModifiedTime(file, FileTime.from(modified));
		return file;
	}

	private static void forbid(Path path) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
	}

}
