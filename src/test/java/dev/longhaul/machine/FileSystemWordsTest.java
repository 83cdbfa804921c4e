package dev.longhaul.machine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FileSystemWordsTest {

	@TempDir
	private Path folder;

	@Test
	void what_has_the_place_of_a_folder_is_named() throws IOException {
		Path file = Files.createFile(this.folder.resolve("file"));

		IOException said = catchThrowableOfType(IOException.class, () -> Files.createDirectories(file));

		assertThat(FileSystemWords.withFile(said)).isEqualTo(file + " is no folder");
	}

	@Test
	void a_missing_file_is_named_where_it_may_be_another_than_the_one_in_question() {
		Path missing = this.folder.resolve("missing");

		IOException said = catchThrowableOfType(IOException.class, () -> Files.delete(missing));

		assertThat(FileSystemWords.withFile(said)).isEqualTo("there is no " + missing);
		assertThat(FileSystemWords.of(said)).isEqualTo("there is no such file");
	}

	@Test
	void a_right_that_is_missing_is_told_by_what_it_is_missing_for() {
		IOException said = new AccessDeniedException("/home/owner.json");

		assertThat(FileSystemWords.withFile(said)).isEqualTo("permission denied: /home/owner.json");
		assertThat(FileSystemWords.of(said)).isEqualTo("permission denied");
	}

}
