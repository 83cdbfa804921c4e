package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A snapshot tells the file it was taken of from every other one.
 */
class SourceFileTest {

	private static final Instant MODIFIED = Instant.parse("2026-03-01T12:00:00.123456Z");

	@TempDir
	private Path folder;

	private Path path;

	@BeforeEach
	void makeFile() throws IOException {
		this.path = written("a.dump", "0123456789", MODIFIED);
	}

	@Test
	void is_what_the_file_system_tells_of_the_file() {
		SourceFile file = SourceFile.of(this.path);

		assertThat(file.path()).isEqualTo(this.path.toAbsolutePath());
		assertThat(file.size()).isEqualTo(10);
		assertThat(file.modified()).isEqualTo(MODIFIED);
		assertThat(file).isEqualTo(SourceFile.of(this.path));
	}

	@Test
	void has_an_absolute_path_without_detours() {
		Path detour = this.folder.resolve("x").resolve("..").resolve(".").resolve("a.dump");

		assertThat(SourceFile.of(detour).path()).isEqualTo(this.path.toAbsolutePath());
	}

	@ParameterizedTest
	@CsvSource({ "12:00:00.123456789, true", "12:00:00.1234567, true", "12:00:00.1234568, true",
			"12:00:00.123456, true", "12:00:00.123, true", "12:00:00.12, true", "12:00:00, true", "12:00:01, true",
			"12:00:00.123456788, false", "12:00:00.124457, false", "12:00:00.5, false", "11:59:59, false",
			"12:00:03, false" })
	void a_copy_may_have_its_time_as_finely_as_its_file_system_keeps_times(LocalTime time, boolean may) {
		Instant modified = time.atDate(LocalDate.of(2026, 3, 1)).toInstant(ZoneOffset.UTC);
		SourceFile copy = new SourceFile(this.path, 10, modified, "");

		assertThat(copy.mayBeCopyOf(10, Instant.parse("2026-03-01T12:00:00.123456789Z"))).isEqualTo(may);
		assertThat(copy.mayBeCopyOf(11, modified)).isFalse();
	}

	@Test
	void a_copy_on_another_machine_is_called_another_file() throws IOException {
		SourceFile planned = SourceFile.of(this.path);
		Files.move(written("b.dump", "0123456789", MODIFIED), this.path, StandardCopyOption.REPLACE_EXISTING);

		assertThatExceptionOfType(SourceChanged.class).isThrownBy(planned::seenHere)
			.withMessageContaining(" is another file on this machine, or another version of it: here it has 10 bytes")
			.withMessageNotContaining("changed")
			.withMessageNotContaining(")");
	}

	@Test
	void what_another_machine_does_not_see_is_not_there_on_it() throws IOException {
		SourceFile planned = SourceFile.of(this.path);
		Files.delete(this.path);

		assertThatExceptionOfType(SourceGone.class).isThrownBy(planned::seenHere)
			.withMessage(this.path + " is not there on this machine; mount its folder under the same path");
	}

	@Test
	void is_unchanged_while_nobody_touches_it() throws IOException {
		SourceFile file = SourceFile.of(this.path);
		assertThat(Files.readString(this.path)).hasSize(10);

		assertThatCode(file::requireUnchanged).doesNotThrowAnyException();
	}

	@Test
	void has_changed_when_it_has_grown() throws IOException {
		SourceFile file = SourceFile.of(this.path);
		Files.writeString(this.path, "x", StandardOpenOption.APPEND);
		modified(this.path, MODIFIED);

		assertChanged(file, "size went from 10 to 11 bytes");
	}

	@Test
	void has_changed_when_it_was_truncated() throws IOException {
		SourceFile file = SourceFile.of(this.path);
		Files.writeString(this.path, "");
		modified(this.path, MODIFIED);

		assertChanged(file, "size went from 10 to 0 bytes");
	}

	@Test
	void has_changed_when_it_was_touched() throws IOException {
		SourceFile file = SourceFile.of(this.path);
		modified(this.path, MODIFIED.plusNanos(1000));

		assertChanged(file, "modified at 2026-03-01T12:00:00.123457Z");
	}

	@Test
	void is_to_be_compared_when_another_file_of_equal_size_and_time_was_renamed_over_it() throws IOException {
		SourceFile file = SourceFile.of(this.path);
		Path other = written("other", "9876543210", MODIFIED);
		Files.move(other, this.path, StandardCopyOption.REPLACE_EXISTING);

		assertThatExceptionOfType(SourceRenumbered.class).isThrownBy(file::requireUnchanged);
	}

	@Test
	void is_to_be_compared_when_its_file_system_was_mounted_anew() {
		SourceFile now = SourceFile.of(this.path);
		SourceFile file = new SourceFile(now.path(), now.size(), now.modified(),
				now.fileKey().replaceFirst("dev=[^,]*", "dev=fffff"));

		assertThatExceptionOfType(SourceRenumbered.class).isThrownBy(file::requireUnchanged)
			.withMessageContaining("another number")
			.withMessageContaining("the next run compares its parts");
	}

	@Test
	void is_gone_when_it_was_deleted() throws IOException {
		SourceFile file = SourceFile.of(this.path);
		Files.delete(this.path);

		assertThatExceptionOfType(SourceGone.class).isThrownBy(file::requireUnchanged)
			.withMessageStartingWith(this.path.toString());
		assertThatExceptionOfType(SourceGone.class).isThrownBy(() -> SourceFile.of(this.path));
	}

	@Test
	void is_no_folder() {
		assertThatExceptionOfType(SourceUnreadable.class).isThrownBy(() -> SourceFile.of(this.folder))
			.withMessageContaining("not a regular file");
	}

	@Test
	void cannot_be_read_when_its_folder_has_become_a_file() throws IOException {
		Path below = this.path.resolve("b");

		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> SourceFile.of(below))
			.withMessageStartingWith(below.toString());
	}

	private void assertChanged(SourceFile file, String how) {
		assertThatExceptionOfType(SourceChanged.class).isThrownBy(file::requireUnchanged)
			.withMessageStartingWith(this.path + " changed while it was being uploaded: ")
			.withMessageEndingWith(how);
	}

	private Path written(String name, String text, Instant modified) throws IOException {
		Path file = Files.writeString(this.folder.resolve(name), text);
		modified(file, modified);
		return file;
	}

	private static void modified(Path file, Instant modified) throws IOException {
		Files.setLastModifiedTime(file, FileTime.from(modified));
	}

	@Test
	void a_link_to_itself_cannot_be_read() throws IOException {
		Path link = this.folder.resolve("link");
		Files.createSymbolicLink(link, link);

		assertThatExceptionOfType(SourceUnreadable.class).isThrownBy(() -> SourceFile.of(link))
			.withMessageStartingWith(link + " cannot be read: ")
			.withMessageContaining("symbolic links")
			.withMessageNotContaining("Exception");
	}

}
