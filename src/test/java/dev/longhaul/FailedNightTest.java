package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The crontab runs a second time in the morning. What failed in the night and is not
 * there any more fails no second time, and status tells of it all the same.
 */
class FailedNightTest {

	private static final int PERSON = 3;

	private static final String KEPT = "last run that failed  vault  ";

	private final Path folder;

	private final Night night;

	FailedNightTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void a_failure_whose_file_is_gone_is_told_beside_the_runs_that_knew_nothing_of_it() throws IOException {
		unusableKeys();
		Path file = this.night.file("nameless", 100, 1);
		this.night.file("a.bin", 100, 2);
		this.night.longhaul(PERSON, "run");
		Files.delete(file);

		this.night.longhaul("run");
		this.night.longhaul("run");

		assertThat(lastRuns()).hasSize(3);
		assertThat(lastRuns().get(0)).startsWith(KEPT).contains("exit code 3  1 delivered, 1 failed");
		assertThat(lastRuns().get(1)).startsWith("   FAILED  " + file);
		assertThat(lastRuns().get(2)).startsWith("last run  vault  ").contains("exit code 0  1 skipped");
	}

	@Test
	void a_failure_that_the_next_run_tells_of_too_is_told_once() throws IOException {
		unusableKeys();
		this.night.file("nameless", 100, 1);
		this.night.longhaul(PERSON, "run");

		this.night.longhaul(PERSON, "run");

		assertThat(lastRuns()).hasSize(2).noneMatch((line) -> line.startsWith(KEPT));
	}

	@Test
	void a_later_night_that_failed_takes_the_place_of_an_earlier_one() throws IOException {
		unusableKeys();
		Path first = this.night.file("first", 100, 1);
		this.night.longhaul(PERSON, "run");
		Files.delete(first);
		Path second = this.night.file("second", 100, 1);
		this.night.longhaul(PERSON, "run");
		assertThat(lastRuns()).anyMatch((line) -> line.startsWith("   FAILED  " + first));
		Files.delete(second);

		this.night.longhaul("run");

		assertThat(lastRuns()).filteredOn((line) -> line.startsWith("   FAILED"))
			.singleElement()
			.asString()
			.startsWith("   FAILED  " + second);
	}

	@Test
	void what_was_delivered_in_between_is_not_told_of() throws IOException {
		unusableKeys();
		Path file = this.night.file("nameless", 100, 1);
		this.night.longhaul(PERSON, "run");
		this.night.define("on-success: delete\n");
		this.night.longhaul("run", "--file", file.toString());

		this.night.longhaul("run");

		assertThat(file).doesNotExist();
		assertThat(lastRuns()).singleElement().asString().startsWith("last run  vault  ");
	}

	@Test
	void a_folder_that_can_be_read_again_is_not_told_of() throws IOException {
		this.night.file("a.bin", 100, 1);
		Path files = this.folder.resolve("files");
		Path away = Files.move(files, this.folder.resolve("away"));
		this.night.longhaul(PERSON, "run");
		Files.move(away, files);

		this.night.longhaul("run");

		assertThat(lastRuns()).singleElement().asString().startsWith("last run  vault  ");
	}

	@Test
	void one_whose_file_comes_back_is_told_of_until_a_run_comes_to_it() throws IOException {
		this.night.file("a.bin", 100, 1);
		Path files = this.folder.resolve("files");
		Path away = Files.move(files, this.folder.resolve("away"));
		this.night.longhaul(PERSON, "run");
		Files.createDirectory(files);
		this.night.longhaul("run");
		assertThat(lastRuns().get(0)).startsWith(KEPT);
		Files.move(away.resolve("a.bin"), files.resolve("a.bin"));

		this.night.longhaul("run");

		assertThat(lastRuns()).singleElement().asString().startsWith("last run  vault  ");
	}

	@Test
	void hooks_that_failed_are_told_of_though_they_are_not_called_again() {
		this.night.define("hooks: {after-run: [/bin/false]}\n");
		this.night.file("a.bin", 100, 1);
		this.night.longhaul(PERSON, "run");

		this.night.longhaul("run");

		assertThat(lastRuns().get(0)).startsWith(KEPT).contains(", 1 hook FAILED");
		assertThat(lastRuns().get(1)).startsWith("last run  vault  ").contains("1 skipped");
	}

	/** Of files whose names have no dot. */
	private void unusableKeys() throws IOException {
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("{path}", "{ext}"));
	}

	/** Their lines, and those of their failures. */
	private List<String> lastRuns() {
		return this.night.status().lines().skip(1).toList();
	}

}
