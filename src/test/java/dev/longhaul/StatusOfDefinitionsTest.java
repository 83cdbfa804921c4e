package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A night that ended with 2 leaves nothing in the repository: status looks at the
 * definitions for what kept it from beginning.
 */
class StatusOfDefinitionsTest {

	private static final int USAGE = 2;

	private final Path folder;

	private final Path definition;

	private final Night night;

	StatusOfDefinitionsTest(@TempDir Path folder) {
		this.folder = folder;
		this.definition = folder.resolve("vault.yml");
		this.night = Night.in(folder);
	}

	@BeforeEach
	void run() {
		this.night.file("a.bin", 100, 1);
		this.night.longhaul("run");
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void a_mistake_for_which_no_run_begins_is_told() throws IOException {
		Files.writeString(this.definition, Files.readString(this.definition) + "on-sucess: delete\n");
		this.night.longhaul(USAGE, "run");

		assertThat(this.night.status()).contains("last run  vault  ")
			.contains("\nWRONG  " + this.definition + ":4:1: ")
			.contains("\nwith the environment and the rights of whoever asks here a run of all definitions begins "
					+ "nothing and ends with 2, until what is WRONG is corrected; where a service has others its last "
					+ "run tells how that went\n")
			.doesNotContain("no definition vault");
		assertThat(this.night.longhaul("status", "--json")).contains("{\"event\":\"problem\",\"message\":\"");
	}

	@Test
	void the_last_run_of_a_definition_that_is_gone_is_said_to_be_one() throws IOException {
		assertThat(this.night.longhaul("status", "--json")).contains("\"defined\":true");

		Files.move(this.definition, this.folder.resolve("renamed.yml"));

		assertThat(this.night.status()).contains("last run  vault  ")
			.endsWith("\nno definition vault in %s: a run of all that are there passes over its files\n"
				.formatted(this.folder));
		assertThat(this.night.longhaul("status", "--json")).contains("\"defined\":false");
	}

	@Test
	void a_folder_of_definitions_that_is_not_there_is_told_and_not_that_it_has_none() {
		assertThat(TypedCommand.in(this.folder, "status", "--jobs", this.folder.resolve("none").toString()))
			.satisfies((typed) -> assertThat(typed.out()).contains("last run  vault  ")
				.contains("\nWRONG  the folder of definitions %s/none cannot be read; name another with --jobs\n"
					.formatted(this.folder))
				.doesNotContain("no definition"));
	}

	@Test
	void a_folder_of_definitions_that_has_none_is_told() throws IOException {
		Path empty = Files.createDirectory(this.folder.resolve("empty"));

		assertThat(TypedCommand.in(this.folder, "status", "--jobs", empty.toString()))
			.satisfies((typed) -> assertThat(typed.out())
				.contains("\nWRONG  there is no definition in %s; name another folder with --jobs\n".formatted(empty)));
	}

}
