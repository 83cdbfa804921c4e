package dev.longhaul;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a run and the status say of files that cannot be read.
 */
class UnreadableFilesTest {

	private static final int PERSON = 3;

	private final Path folder;

	private final Night night;

	UnreadableFilesTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	/** For root reads all but what has no name in the locale. */
	@BeforeEach
	void two_files_without_a_name() throws IOException, InterruptedException {
		this.night.file("a.bin", 100, 1);
		assertThat(new ProcessBuilder("bash", "-c", "touch $'caf\\xe9' $'na\\xefve'")
			.directory(this.folder.resolve("files").toFile())
			.start()
			.waitFor()).isZero();
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void one_sentence_is_said_for_all_that_have_one_reason() {
		assertThat(this.night.longhaul(PERSON, "run").lines().filter((line) -> line.startsWith("FAILED  ")))
			.satisfiesExactly((first) -> assertThat(first).contains("cannot be read: its name"),
					(others) -> assertThat(others).startsWith("FAILED  … and 1 more file for the same reason as "));
	}

	@Test
	void programs_are_told_which_file_it_is_and_not_its_folder() {
		this.night.longhaul(PERSON, "run");

		assertThat(this.night.longhaul("status", "--json")).contains("/files/caf", "/files/na")
			.doesNotContain("\"file\":\"" + this.folder.resolve("files") + "\"");
	}

}
