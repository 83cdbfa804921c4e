package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A history from before there was the table of deliveries: what was sent more than once
 * is judged as before.
 */
class OldHistoryTest {

	private final Night night;

	private final Path file;

	OldHistoryTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.file = this.night.file("dump", 100, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_version_is_sent_again_whose_object_an_older_version_has_replaced_since() throws IOException {
		for (int version : new int[] { 1, 2, 1 }) {
			restore(version);
			assertThat(this.night.runOne().result()).as("version %d", version).isEqualTo(Result.DELIVERED);
		}
		forgetDeliveries();

		restore(2);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void a_file_that_was_sent_twice_is_known_also_when_it_was_pruned_at_once() {
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.run(new RunMode(true, false, false))).hasSize(1);
		forgetDeliveries();

		assertThat(this.night.longhaul("prune", "--older-than", "0s")).contains("2 uploads ");

		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	private void restore(int version) throws IOException {
		this.night.file("dump", 100, version);
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse("2026-01-0%dT00:00:00Z".formatted(version))));
	}

	/** The next start makes the table's lines from the history, as after an upgrade. */
	private void forgetDeliveries() {
		this.night.sql("delete from DELIVERED_FILE");
		this.night.sql("delete from \"flyway_schema_history\" where \"version\" >= '3'");
	}

}
