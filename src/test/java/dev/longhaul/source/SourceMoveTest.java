package dev.longhaul.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is moved has its name when it is whole, and a name that no other file has.
 */
class SourceMoveTest {

	private static final Instant MODIFIED = Instant.parse("2026-03-01T10:00:00.123456789Z");

	private final Path folder;

	private final Path file;

	private final OtherFileSystem other;

	private final Path archive;

	SourceMoveTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.file = folder.resolve("a.dump");
		this.other = OtherFileSystem.than(folder);
		this.archive = this.other.folder();
	}

	@AfterEach
	void clear() throws IOException {
		this.other.close();
	}

	@Test
	void nothing_has_the_name_on_another_file_system_before_it_is_whole() throws IOException {
		SourceMove move = aside("text");
		Path name = move.freeName(this.archive.resolve("sent/a.dump"));
		AtomicInteger asked = new AtomicInteger();

		SourceMove.End end = move.carryOut(name, Optional.empty(), () -> {
			asked.incrementAndGet();
			return Files.notExists(name);
		});

		assertThat(end).isEqualTo(SourceMove.End.MOVED);
		assertThat(asked).hasPositiveValue();
		assertThat(name).hasContent("text").satisfies((moved) -> assertThat(move.isDone(moved)).isTrue());
		assertThat(name.getParent()).isDirectoryNotContaining((beside) -> !beside.equals(name));
		assertThat(move.removal().isThere()).isFalse();
	}

	@Test
	void a_name_that_is_taken_while_the_file_is_copied_costs_no_second_copy() throws IOException {
		SourceMove move = aside("text");
		Path name = move.freeName(this.archive.resolve("a.dump"));

		assertThat(move.carryOut(name, Optional.empty(), () -> writes(name, "other"))).isEqualTo(SourceMove.End.TAKEN);

		assertThat(move.isTaken(name)).isTrue();
		assertThat(move.freeName(name)).isEqualTo(this.archive.resolve("a.dump.1"));
		assertThat(move.carryOut(this.archive.resolve("a.dump.1"), Optional.empty(), SourceMoveTest::noCopy))
			.isEqualTo(SourceMove.End.MOVED);
		assertThat(name).hasContent("other");
		assertThat(this.archive.resolve("a.dump.1")).hasContent("text");
		assertThat(this.archive).isDirectoryNotContaining("glob:**.longhaul-*");
	}

	@Test
	void a_file_in_the_place_of_the_folder_is_no_other_file_of_the_name() throws IOException {
		SourceMove move = aside("text");
		Path sent = this.archive.resolve("sent");
		Path name = move.freeName(sent.resolve("a.dump"));
		Files.delete(sent);
		writes(sent, "");

		assertThatExceptionOfType(SourceKept.class).isThrownBy(() -> move.carryOut(name, Optional.empty(), () -> true));
	}

	@Test
	void a_folder_that_is_a_link_is_one() throws IOException {
		SourceMove move = aside("text");
		Path link = Files.createSymbolicLink(this.folder.resolve("sent"), this.archive);

		Path name = move.freeName(link.resolve("a.dump"));

		assertThat(move.carryOut(name, Optional.empty(), () -> true)).isEqualTo(SourceMove.End.MOVED);
		assertThat(this.archive.resolve("a.dump")).hasContent("text");
	}

	@Test
	void a_stop_leaves_nothing_of_the_copy() throws IOException {
		SourceMove move = aside("text");

		assertThat(move.carryOut(this.archive.resolve("a.dump"), Optional.empty(), () -> false))
			.isEqualTo(SourceMove.End.STOPPED);

		assertThat(this.archive).isEmptyDirectory();
		assertThat(move.removal().look()).isEqualTo(SourceRemoval.Found.ASIDE);
	}

	@Test
	void a_file_of_the_same_file_system_is_not_copied_and_takes_no_name_of_another_one() throws IOException {
		SourceMove move = aside("text");
		Path name = move.freeName(this.folder.resolve("sent/a.dump"));
		writes(name, "other");

		assertThat(move.carryOut(name, Optional.empty(), SourceMoveTest::noCopy)).isEqualTo(SourceMove.End.TAKEN);
		assertThat(move.carryOut(move.freeName(name), Optional.empty(), SourceMoveTest::noCopy))
			.isEqualTo(SourceMove.End.MOVED);

		assertThat(name).hasContent("other");
		assertThat(this.folder.resolve("sent/a.dump.1")).hasContent("text");
	}

	@Test
	void what_is_written_while_it_is_copied_keeps_the_original_though_its_time_is_put_back() throws IOException {
		SourceMove move = aside("text");
		Path aside = this.folder.resolve(".longhaul-token");
		Path name = this.archive.resolve("a.dump");

		assertThatExceptionOfType(SourceKept.class)
			.isThrownBy(() -> move.carryOut(name, Optional.empty(), () -> writes(aside, "TEXT") && dates(aside)))
			.withMessageContaining("it was written to while it was copied");

		assertThat(this.archive).isEmptyDirectory();
		assertThat(aside).hasContent("TEXT");
	}

	@Test
	void what_goes_with_a_file_is_only_where_the_file_is() throws IOException {
		SourceMove move = aside("text");
		Path name = this.archive.resolve("sent/a.dump");
		Companion companion = new Companion(".json", "{}");

		move.carryOut(name, Optional.of(companion), () -> false);
		assertThat(name.getParent()).isEmptyDirectory();
		move.carryOut(name, Optional.of(companion), () -> writes(name, "other"));
		assertThat(name.resolveSibling("a.dump.json")).doesNotExist();
		move.carryOut(FreeName.numbered(name, 1), Optional.of(companion), () -> true);

		assertThat(name.resolveSibling("a.dump.1.json")).hasContent("{}");
	}

	@Test
	void what_a_kill_left_in_the_archive_is_given_up_but_for_the_file() throws IOException {
		SourceMove move = aside("text");
		Path name = this.archive.resolve("a.dump");
		Companion companion = new Companion(".json", "{}");
		writes(this.archive.resolve(".longhaul-token"), "te");
		writes(this.archive.resolve("a.dump.json"), "of another one");
		writes(this.archive.resolve("a.dump.json.1"), "{}");

		move.giveUp(name, companion);

		assertThat(this.archive).isDirectoryNotContaining((file) -> !file.endsWith("a.dump.json"));
		move.carryOut(name, Optional.of(companion), () -> true);
		move.giveUp(name, companion);
		assertThat(name).exists();
		assertThat(this.archive.resolve("a.dump.json.1")).exists();
	}

	@Test
	void a_copy_that_was_whole_before_a_kill_is_known_by_its_bytes() throws IOException {
		SourceMove move = aside("text");
		Path name = this.archive.resolve("a.dump");
		writes(name, "text");
		dates(name);
		assertThat(move.isDoubled(name)).isTrue();

		writes(name, "TEXT");
		dates(name);
		assertThat(move.isDoubled(name)).isFalse();
	}

	@Test
	void a_name_that_an_earlier_version_held_is_used() throws IOException {
		SourceMove move = aside("text");
		Path name = this.archive.resolve("a.dump");
		writes(name, "token");
		assertThat(move.isTaken(name)).isFalse();
		assertThat(move.isDone(name)).isFalse();

		assertThat(move.carryOut(name, Optional.empty(), () -> true)).isEqualTo(SourceMove.End.MOVED);

		assertThat(name).hasContent("text");
	}

	@Test
	void the_disk_that_is_full_is_that_of_the_archive() throws Exception {
		Path file = Files.writeString(this.folder.resolve("a.dump"), "text");
		Path target = this.archive.resolve("a.dump");

		assertThat(MoveToFullDisk.of(file, target)).hasSize(2)
			.allSatisfy((said) -> assertThat(said).startsWith(file + " was delivered, but cannot be taken out")
				.contains("(on its way to " + target, ": File too large)"));
		assertThat(this.archive).as("of the text and the copy").isEmptyDirectory();
	}

	@Test
	void a_file_is_moved_to_a_file_system_that_keeps_times_to_the_second() throws Exception {
		assertThat(MoveToCoarseTimes.of(this.folder, MODIFIED)).containsExactly("ASIDE", "moved: MOVED",
				"text of 2026-03-01T10:00:00Z", "known after a kill: true");

		assertThat(this.folder.resolve("a.dump")).doesNotExist();
		assertThat(this.folder.resolve(".longhaul-token")).doesNotExist();
	}

	@Test
	void a_copy_is_known_by_a_time_that_is_kept_coarsely_and_by_no_other() throws IOException {
		Path file = Files.writeString(this.folder.resolve("a.dump"), "text");
		Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
		SourceMove move = new SourceMove(Removals.of(file));
		Path copy = Files.writeString(this.folder.resolve("copy"), "copy");

		Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2026-03-01T10:00:00.1234567Z")));
		assertThat(move.isDone(copy)).isTrue();
		Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2026-03-01T10:00:05Z")));
		assertThat(move.isDone(copy)).isFalse();
	}

	private SourceMove aside(String content) throws IOException {
		Files.writeString(this.file, content);
		Files.setLastModifiedTime(this.file, FileTime.from(MODIFIED));
		SourceRemoval removal = Removals.of(this.file);
		assertThat(removal.takeAside()).isEqualTo(SourceRemoval.Found.ASIDE);
		return new SourceMove(removal);
	}

	private static boolean writes(Path file, String content) {
		try {
			Files.writeString(file, content);
			return true;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean dates(Path file) {
		try {
			Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
			return true;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean noCopy() {
		throw new AssertionError("a copy is made");
	}

}
