package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Unfinished uploads whose definition was thrown away.
 */
class GoneDefinitionTest {

	private final Path folder;

	private final Night night;

	GoneDefinitionTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.night = Night.in(folder);
		Files.writeString(folder.resolve("other.yml"),
				Files.readString(folder.resolve("vault.yml")).replace("files\"", "others\""));
		Files.createDirectories(folder.resolve("others"));
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void an_upload_whose_definition_is_gone_is_forgotten_without_it() throws IOException {
		this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
		Files.delete(this.folder.resolve("vault.yml"));
		int asked = this.night.s3().requests().size();
		TypedCommand left = typed(0, "run");
		assertThat(left.err()).contains("and its parts stay in the store",
				"if it is gone for good, 'longhaul abort --forget 1' ends the upload and asks no store");
		assertThat(typed(2, "abort", "1").err()).contains("'longhaul abort --forget 1' ends it without its definition");

		TypedCommand forgotten = typed(0, "abort", "--forget", "1");

		assertThat(forgotten.out()).contains("aborted  upload 1");
		assertThat(forgotten.err()).contains("no store was asked");
		assertThat(this.night.s3().requests()).hasSize(asked);
		assertThat(typed(0, "run").err()).isEmpty();
		assertThat(this.night.status()).contains("nothing is under way or unfinished");
	}

	@Test
	void an_upload_that_has_no_parts_is_not_said_to_have_some() throws IOException {
		this.night.file("small.bin", 10, 1);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(403, "AccessDenied"));
		this.night.run();
		Path vault = this.folder.resolve("vault.yml");
		String definition = Files.readString(vault);

		Files.writeString(vault, definition + "enabled: false\n");
		assertThat(typed(0, "run").err()).contains("is disabled: unless a run by its name is at it, nobody goes on");
		Files.delete(vault);
		assertThat(typed(0, "run").err()).contains("upload 1 of ").doesNotContain("parts");
		assertThat(typed(0, "abort", "--forget", "1").out()).contains("aborted  upload 1");
	}

	@Test
	void a_delivered_file_that_was_still_to_be_taken_away_stays_where_it_is() throws IOException {
		this.night.define("on-success: {move: \"%s\"}\n".formatted(this.folder.resolve("sent")));
		Files.writeString(this.folder.resolve("sent"), "in the way");
		Path file = this.night.file("small.bin", 10, 1);
		typed(3, "run", "vault");
		Files.delete(this.folder.resolve("vault.yml"));

		typed(0, "abort", "--forget", "1");

		assertThat(file).exists();
		assertThat(this.night.status()).contains("nothing is under way or unfinished");
	}

	@Test
	void a_rerun_ends_as_a_run_does_where_the_definition_is_not_there() throws IOException {
		this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
		Path vault = this.folder.resolve("vault.yml");
		Files.writeString(vault, "source: {directory: files}\n");
		assertThat(typed(1, "rerun").err()).contains("upload 1 of ");
		Files.delete(vault);

		assertThat(typed(0, "run").err()).contains("upload 1 of ");
		assertThat(typed(0, "rerun").err()).contains("upload 1 of ");
	}

	private TypedCommand typed(int exitCode, String... words) {
		TypedCommand ended = TypedCommand.in(this.folder, words);
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(exitCode);
		return ended;
	}

}
