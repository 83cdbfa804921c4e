package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A definition was copied, and the copy sends the same files under the same keys.
 */
class CopiedDefinitionTest {

	private final Night night;

	private final Path file;

	CopiedDefinitionTest(@TempDir Path folder) throws IOException {
		this.night = Night.in(folder);
		this.file = this.night.file("a.bin", 10, 1);
		Files.copy(folder.resolve("vault.yml"), folder.resolve("copy.yml"));
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void run_names_the_other_definition() {
		assertThat(this.night.longhaul(3, "run", "--json"))
			.contains(this.file + " would get the same key 'a.bin' as the same file by definition copy; "
					+ "disable one of them, or change its destination")
			.contains("as the same file by definition vault; ");
	}

	@Test
	void doctor_names_the_other_definition() {
		assertThat(this.night.longhaul(3, "doctor", "--offline")).contains(
				"FAIL  vault keys: " + this.file
						+ " would get the same key 'a.bin' as the same file by definition copy, ",
				"disable one of them, or change its destination");
	}

}
