package dev.longhaul;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More files than the heap has room for, in processes of their own with small heaps.
 */
class ManyFilesTest {

	private static final int FILES = 40_000;

	@TempDir
	Path folder;

	@Test
	void a_heap_that_is_full_of_files_is_said_and_the_doctor_says_it_before() throws Exception {
		Path files = Files.createDirectory(this.folder.resolve("files"));
		for (int i = 0; i < FILES; i++) {
			Files.createFile(files.resolve("%0180d".formatted(i)));
		}
		Files.writeString(this.folder.resolve("vault.yml"), """
				source: {directory: "%s", settle: 0s}
				destination: {bucket: vault, endpoint: "http://127.0.0.1:1", store: generic}
				""".formatted(files));

		String run = OwnProcess.in(this.folder, "-Xmx44m").longhaul(3, "run");
		assertThat(run).contains("the heap of ", " MB is full, ", " files were found until then",
				"LONGHAUL_JAVA_OPTIONS=-Xmx");
		assertThat(run).doesNotContain("\tat ").doesNotContain("OutOfMemoryError");
		assertThat(this.folder.resolve("home/longhaul.log")).content().contains(" MB is full, ");

		String doctor = OwnProcess.in(this.folder, "-Xmx64m").longhaul(0, "doctor", "--offline");
		assertThat(doctor).contains("WARN", "a run has room for about ", "and here are 40,000",
				"LONGHAUL_JAVA_OPTIONS=-Xmx");
	}

}
