package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of links in a folder that are not followed.
 */
class LeftOutTest {

	private final Path folder;

	private final Night night;

	LeftOutTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.night = Night.in(folder);
		Path file = Files.writeString(folder.resolve("elsewhere.bin"), "x");
		Files.createSymbolicLink(Files.createDirectory(folder.resolve("files")).resolve("link.bin"), file);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void they_are_counted_also_where_they_are_not_named() {
		assertThat(this.night.longhaul("run", "--quiet")).isEqualTo("longhaul: 1 left out\n");
		assertThat(this.night.longhaul("run")).contains("link.bin: a symbolic link").endsWith("longhaul: 1 left out\n");
		assertThat(this.night.longhaul("run", "--quiet", "--json")).contains("\"leftOut\":1");
	}

	@Test
	void a_dry_run_says_of_them_what_the_run_says() {
		assertThat(this.night.longhaul("run", "--dry-run")).isEqualTo(this.night.longhaul("run"));
		assertThat(this.night.longhaul("run", "--dry-run", "--quiet")).isEqualTo(this.night.longhaul("run", "--quiet"));
		assertThat(this.night.longhaul("run", "--dry-run", "--json")).contains("\"leftOut\":1");
	}

	@Test
	void a_file_that_lies_aside_and_that_no_upload_knows_is_told_of() throws IOException {
		Path aside = Files.writeString(this.folder.resolve("files/.longhaul-4711"), "of a home that is lost");

		assertThat(this.night.longhaul("run")).contains(aside + ": a delivered file that was put aside")
			.endsWith("longhaul: 2 left out\n");
	}

	@Test
	void a_file_that_is_named_is_sent_whatever_the_definition_takes_by_itself() {
		this.night.define("", "settle: 1h, include: [\"*.dump\"]");
		Path link = this.folder.resolve("files/link.bin");

		this.night.longhaul("run", "--file", link.toString(), "--file",
				this.folder.resolve("elsewhere.bin").toString());

		assertThat(this.night.s3().objects()).hasSize(2);
	}

	@Test
	void the_doctor_says_how_they_are_followed() {
		assertThat(TypedCommand.in(this.folder, "doctor", "--offline").out())
			.contains("1 left out, and no file besides")
			.contains("'source.follow-links: true' takes what it leads to")
			.doesNotContain("correct the globs");
	}

}
