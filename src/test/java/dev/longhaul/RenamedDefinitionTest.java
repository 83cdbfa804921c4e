package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A definition has another name by now: its files go up once more, and that is said.
 */
class RenamedDefinitionTest {

	private final Path folder;

	private final Night night;

	RenamedDefinitionTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.night.file("a.bin", 10, 1);
		this.night.file("b.bin", 10, 2);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void files_that_are_sent_again_are_counted_before() throws IOException {
		this.night.run();
		Files.move(this.folder.resolve("vault.yml"), this.folder.resolve("safe.yml"));
		this.night.file("c.bin", 10, 3);

		TypedCommand foreseen = TypedCommand.in(this.folder, "run", "--dry-run");
		TypedCommand sent = TypedCommand.in(this.folder, "run", "safe");

		assertThat(foreseen.err()).contains("each is sent again where its if-exists is replace or overwrite")
			.contains("if vault was renamed, give it back its name");
		assertThat(sent.err()).isEqualTo(foreseen.err())
			.containsOnlyOnce("the definition vault, which is not in %s, or cannot be read, delivered 2 of these files"
				.formatted(this.folder));
		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).hasSize(5);
		assertThat(TypedCommand.in(this.folder, "run").err()).as("sent by now").isEmpty();
	}

	@Test
	void another_version_another_key_and_a_definition_that_is_there_are_not_told() throws IOException {
		this.night.run();
		String definition = Files.readString(this.folder.resolve("vault.yml"));
		Files.delete(this.folder.resolve("vault.yml"));
		Files.writeString(this.folder.resolve("safe.yml"), definition.replace("{path}", "safe/{path}"));
		assertThat(TypedCommand.in(this.folder, "run", "--dry-run").err()).as("another key").isEmpty();
		Files.writeString(this.folder.resolve("safe.yml"), definition);
		Files.writeString(this.folder.resolve("vault.yml"), definition + "enabled: false\n");
		assertThat(TypedCommand.in(this.folder, "run", "--dry-run").err()).as("there").isEmpty();
		Files.delete(this.folder.resolve("vault.yml"));
		this.night.file("a.bin", 11, 1);
		this.night.file("b.bin", 11, 2);
		assertThat(TypedCommand.in(this.folder, "run", "--dry-run").err()).as("another version").isEmpty();
	}

}
