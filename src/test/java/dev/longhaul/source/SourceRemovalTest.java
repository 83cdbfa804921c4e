package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A delivered file arrives where it is moved to, and is known again there.
 */
class SourceRemovalTest {

	private static final Instant MODIFIED = Instant.parse("2026-03-01T10:00:00.123456789Z");

	@TempDir
	private Path folder;

	@Test
	void a_file_is_moved_to_a_file_system_that_keeps_times_to_the_second() throws Exception {
		assertThat(MoveToCoarseTimes.of(this.folder, MODIFIED)).containsExactly("ASIDE", "moved: true",
				"text of 2026-03-01T10:00:00Z", "known after a kill: true");

		assertThat(this.folder.resolve("a.dump")).doesNotExist();
		assertThat(this.folder.resolve(".longhaul-token")).doesNotExist();
	}

	@Test
	void a_file_that_cannot_be_seen_is_neither_changed_nor_gone() throws IOException {
		Path loop = this.folder.resolve("db");
		Path file = Files.writeString(Files.createDirectory(loop).resolve("a.dump"), "text");
		SourceRemoval removal = new SourceRemoval(SourceFile.of(file), "token");
		Files.move(loop, this.folder.resolve("away"));
		Files.createSymbolicLink(loop, loop);

		assertThatExceptionOfType(SourceKept.class).isThrownBy(removal::look)
			.withMessageContaining(file + " was delivered, but cannot be taken out of its folder");
	}

	@Test
	void the_disk_that_is_full_is_that_of_the_archive() throws Exception {
		Path file = Files.writeString(this.folder.resolve("a.dump"), "text");
		Path archive = otherFileSystem();
		try {
			Path target = archive.resolve("a.dump");

			assertThat(MoveToFullDisk.of(file, target)).hasSize(3)
				.allSatisfy((said) -> assertThat(said).startsWith(file + " was delivered, but cannot be taken out")
					.contains("(on its way to " + target + ": File too large)"));
		}
		finally {
			FileSystemUtils.deleteRecursively(archive);
		}
	}

	/** Else nothing is copied, but renamed. */
	private Path otherFileSystem() throws IOException {
		Path memory = Path.of("/dev/shm");
		assumeTrue(Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(this.folder)),
				"there is no other file system here");
		return Files.createTempDirectory(memory, "archive");
	}

	@Test
	void no_two_files_hold_one_name() throws IOException {
		SourceFile file = SourceFile.of(Files.writeString(this.folder.resolve("a.dump"), "text"));
		SourceRemoval first = new SourceRemoval(file, "first");
		SourceRemoval second = new SourceRemoval(file, "second");
		Path wanted = this.folder.resolve("sent/a.dump");

		assertThat(first.hold(wanted)).isEqualTo(wanted).isEqualTo(first.hold(wanted));
		assertThat(second.hold(wanted)).isEqualTo(wanted.resolveSibling("a.dump.1"));

		assertThat(first.holds(wanted)).isTrue();
		assertThat(second.holds(wanted)).isFalse();
		second.release(wanted);
		assertThat(first.isMovedTo(wanted)).isFalse();
		first.release(wanted);
		assertThat(wanted).doesNotExist();
	}

	@Test
	void a_copy_is_known_by_a_time_that_is_kept_coarsely_and_by_no_other() throws IOException {
		Path file = Files.writeString(this.folder.resolve("a.dump"), "text");
		Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
		SourceRemoval removal = new SourceRemoval(SourceFile.of(file), "token");
		Path copy = Files.writeString(this.folder.resolve("copy"), "copy");

		Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2026-03-01T10:00:00.1234567Z")));
		assertThat(removal.isMovedTo(copy)).isTrue();
		Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2026-03-01T10:00:05Z")));
		assertThat(removal.isMovedTo(copy)).isFalse();
	}

}
