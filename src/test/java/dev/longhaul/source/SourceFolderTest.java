package dev.longhaul.source;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

import dev.longhaul.source.SourceFolder.Scan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.longhaul.source.DatedFiles.CLOCK;
import static dev.longhaul.source.DatedFiles.LONG_AGO;
import static dev.longhaul.source.DatedFiles.NOW;
import static dev.longhaul.source.DatedFiles.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A walk finds what is meant and ready, and says what is not.
 */
class SourceFolderTest {

	private final Path folder;

	private final DatedFiles files;

	SourceFolderTest(@TempDir Path folder) {
		this.folder = folder;
		this.files = new DatedFiles(folder);
	}

	@Test
	void finds_the_files_by_path_and_at_any_depth() throws IOException {
		Path last = this.files.written("z.dump", LONG_AGO);
		Path first = this.files.written("a/b/c.dump", LONG_AGO);
		Path second = this.files.written("a.dump", LONG_AGO);
		this.files.written("a/b/c.tmp", LONG_AGO);

		Scan scan = this.files.scan("**/*.dump");

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
		Path file = this.files.written("a.dump", NOW.minus(ago));

		Scan scan = this.files.scan("**");

		assertThat(scan.settled()).extracting(SourceFile::path).isEqualTo(settled ? List.of(file) : List.of());
		assertThat(scan.unsettled()).isEqualTo(settled ? List.of() : List.of(file));
	}

	@Test
	void takes_everything_at_once_without_a_settle_time() throws IOException {
		this.files.written("a.dump", NOW);
		this.files.written("b.dump", NOW.plusNanos(1000));

		Scan scan = new SourceFolder(this.folder, everything(), Duration.ZERO).scan(CLOCK);

		assertThat(scan.settled()).hasSize(2);
		assertThat(scan.unsettled()).isEmpty();
	}

	@Test
	void finds_empty_files_too() throws IOException {
		Path empty = Files.createFile(this.folder.resolve("empty"));
		Files.setLastModifiedTime(empty, FileTime.from(LONG_AGO));

		assertThat(this.files.scan("**").settled()).singleElement().extracting(SourceFile::size).isEqualTo(0L);
	}

	@Test
	void finds_nothing_in_an_empty_folder() {
		assertThat(this.files.scan("**"))
			.isEqualTo(new Scan(List.of(), List.of(), List.of(), List.of(), List.of(), FollowedLinks.NONE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "with some spaces.dump", " ", "line\nbreak", "tab\tand\u001b[31mescape", "grüße 😀.dump",
			"quote'\"`$.dump", "*?[a]{b}", "-rf", "#1%20+&=.dump" })
	void takes_a_file_whatever_its_name(String name) throws IOException {
		assumeTrue(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode(name),
				"this locale cannot name the file");
		Path file = this.files.written(name, LONG_AGO);

		Scan scan = this.files.scan("**");

		assertThat(scan.settled()).containsExactly(SourceFile.of(file));
		assertThat(this.folder.relativize(scan.settled().get(0).path())).hasToString(name);
	}

	@Test
	void a_name_that_is_no_utf_8_is_to_be_given_another_one_or_left_out() throws Exception {
		assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "this locale reads no UTF-8");
		Path file = this.files.written("plain.dump", LONG_AGO);
		assertThat(new ProcessBuilder("bash", "-c", "touch $'caf\\xe9.dump'").directory(this.folder.toFile())
			.start()
			.waitFor()).isZero();

		Scan scan = this.files.scan("**");
		Scan without = new SourceFolder(this.folder, FileGlobs.of(List.of("**"), List.of("caf?.dump")), Duration.ZERO)
			.scan(CLOCK);

		assertThat(scan.settled()).extracting(SourceFile::path).containsExactly(file);
		assertThat(scan.unreadable()).singleElement()
			.extracting((problem) -> problem.why().getMessage())
			.asString()
			.contains("rename it, or leave it out by source.exclude")
			.doesNotContain("LC_ALL");
		assertThat(without.unreadable()).isEmpty();
	}

	@Test
	void does_not_follow_symbolic_links_to_files_and_folders() throws IOException {
		this.files.written("elsewhere/secret", LONG_AGO);
		Path file = this.files.written("root/a.dump", LONG_AGO);
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
		Path elsewhere = this.files.written("elsewhere/b.dump", LONG_AGO);
		Path file = this.files.written("root/a.dump", LONG_AGO);
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

		Scan scan = this.files.scan("**");

		assertThat(scan.settled()).isEmpty();
		assertThat(scan.leftOut()).containsExactly(new LeftOut(pipe, "a pipe, socket or device"));
	}

	@Test
	void finds_the_files_of_a_folder_that_is_a_symbolic_link_itself() throws IOException {
		this.files.written("disk-2/a.dump", LONG_AGO);
		Path link = Files.createSymbolicLink(this.folder.resolve("backups"), this.folder.resolve("disk-2"));

		Scan scan = new SourceFolder(link, everything(), Duration.ofSeconds(30)).scan(CLOCK);

		assertThat(scan.settled()).hasSize(1);
	}

}
