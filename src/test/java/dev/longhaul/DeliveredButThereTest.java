package dev.longhaul;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of a file that was delivered and could not be taken out of its folder.
 */
class DeliveredButThereTest {

	private final Path folder;

	private final Night night;

	DeliveredButThereTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void it_is_not_shown_as_an_upload_that_is_to_be_sent() {
		Path file = this.night.file("a.bin", 10, 1);
		Path archive = Night.write(this.folder.resolve("sent"), new byte[0]);
		this.night.define("on-success: {move: \"%s\"}".formatted(archive));
		this.night.runOne();

		assertThat(this.night.longhaul("status"))
			.contains("failed  " + file + "  delivered, its file is still to be taken away")
			.doesNotContain("0 %");
		assertThat(this.night.longhaul("status", "--json")).contains("\"bytesStored\":10", "\"partsStored\":1");
		assertThat(this.night.longhaul("show", "1")).contains("failed, but delivered; run vault again to take its file")
			.contains("1 of 1 stored")
			.doesNotContain("what is missing");
		assertThat(this.night.longhaul("run", "--dry-run")).contains("would take away (delivered)  " + file)
			.doesNotContain("would resume");
	}

}
