package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file of which an upload is unfinished is counted once, whatever else is wrong with
 * it.
 */
class ToldOnceTest {

	private static final String MARKED = "settle: 0s, done-marker: \"{name}.ok\"";

	private final Path folder;

	private final Night night;

	private final Path file;

	ToldOnceTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void one_that_is_a_pipe_by_now_and_is_named() throws Exception {
		this.night.leaveUnfinished();
		Files.delete(this.file);
		assertThat(new ProcessBuilder("mkfifo", this.file.toString()).start().waitFor()).isZero();

		assertThat(this.night.longhaul(3, "run", "--dry-run", "--file", this.file.toString()))
			.contains("it is not a regular file; its parts would be kept")
			.contains("longhaul: 1 would fail\n");
		assertThat(this.night.longhaul(3, "run", "--file", this.file.toString())).contains("it is not a regular file")
			.contains("longhaul: 1 failed\n");
	}

	@Test
	void one_that_is_gone_and_is_named() throws IOException {
		this.night.leaveUnfinished();
		Files.delete(this.file);

		assertThat(this.night.longhaul(3, "run", "--file", this.file.toString())).contains("is not there any more")
			.contains("longhaul: 1 failed\n");
		assertThat(this.night.longhaul(3, "run", "--file", this.file.toString()))
			.contains("there is no file " + this.file)
			.contains("longhaul: 1 failed\n");
	}

	@Test
	void one_whose_marker_is_gone() throws IOException {
		this.night.define("", MARKED);
		Path marker = this.night.file("big.bin.ok", 0, 1);
		this.night.leaveUnfinished();
		Files.delete(marker);

		assertThat(this.night.longhaul("run", "--dry-run")).endsWith("longhaul: 1 would be resumed\n");
		assertThat(this.night.longhaul("run")).contains("longhaul: 1 resumed, 5.0 MiB sent");
	}

	@Test
	void but_another_definition_that_waits_for_the_marker_says_so() throws IOException {
		this.night.define("", MARKED);
		Path marker = this.night.file("big.bin.ok", 0, 1);
		this.night.leaveUnfinished();
		Files.delete(marker);
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(this.folder.resolve("copies.yml"),
				Files.readString(definition).replace("{path}", "copies/{path}"));

		assertThat(this.night.longhaul("run")).contains("longhaul: 1 resumed, 1 not settled yet");
	}

	@Test
	void but_a_newer_version_whose_marker_is_not_there_yet_is_waited_for() throws IOException {
		this.night.define("", MARKED);
		Path marker = this.night.file("big.bin.ok", 0, 1);
		this.night.leaveUnfinished();
		Files.delete(marker);
		Files.write(this.file, new byte[7]);

		assertThat(this.night.longhaul("run")).contains("longhaul: 1 superseded, 1 not settled yet");
	}

}
