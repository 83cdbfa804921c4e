package dev.longhaul;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A delivery whose file waits in its folder for another definition is told of once,
 * however many runs look whether the file may go.
 */
class DeliveryToldOnceTest {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Path folder;

	private final Night night;

	private final Path file;

	private final Path told;

	DeliveryToldOnceTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("a.bin", 10, 1);
		this.told = folder.resolve("told");
		Path hook = Night.write(folder.resolve("hook"),
				"#!/bin/sh\ncat >> '%s'\n".formatted(this.told).getBytes(StandardCharsets.UTF_8));
		Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.night.define("on-success: delete\nhooks: {after-upload: [%s], after-run: [%s]}\n".formatted(hook, hook));
		second("9999d");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void hooks_are_told_of_it_when_it_is_proved_and_not_while_and_when_its_file_goes() throws IOException {
		for (int run = 0; run < 3; run++) {
			this.night.longhaul("run");
		}
		assertThat(this.file).exists();
		second("0s");
		this.night.longhaul("run");
		assertThat(this.file).doesNotExist();

		assertThat(events(Files.readString(this.told))).extracting((event) -> event.get("event").asString())
			.containsExactly("upload", "run");
	}

	@Test
	void runs_say_that_its_file_stays_or_went_and_count_no_further_delivery() throws IOException {
		assertThat(this.night.longhaul("run")).contains("longhaul: 1 delivered");

		assertThat(this.night.longhaul("run"))
			.contains("delivered before  " + this.file + ", stays in its folder until second has delivered it too")
			.contains("longhaul: 1 skipped");
		assertThat(events(this.night.longhaul("rerun", "--json"))).first().satisfies((upload) -> {
			assertThat(upload.get("result").asString()).isEqualTo("skipped");
			assertThat(upload.get("message").asString()).contains("until second has delivered it too");
			assertThat(upload.get("cure").asString()).isEqualTo("rerun");
			assertThat(upload.has("receipt")).isFalse();
		});
		second("0s");
		assertThat(this.night.longhaul("run")).contains("delivered before  " + this.file + ", deleted");
		assertThat(this.night.longhaul("run")).doesNotContain("delivered before");
	}

	/** A definition beside vault that keeps files and calls nobody. */
	private void second(String settle) throws IOException {
		Files.writeString(this.folder.resolve("second.yml"),
				Files.readString(this.folder.resolve("vault.yml"))
					.replace("{path}", "second/{path}")
					.replace("settle: 0s", "settle: " + settle)
					.replaceAll("on-success.*\n", "")
					.replaceAll("hooks.*\n", ""));
	}

	private static List<JsonNode> events(String lines) {
		return lines.lines().map(JSON::readTree).toList();
	}

}
