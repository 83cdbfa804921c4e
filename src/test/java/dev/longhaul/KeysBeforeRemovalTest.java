package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.longhaul.cli.RunSession;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.source.SourceFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file whose delivery is proved, and that could not be taken away yet, has its key as
 * any other delivered file that is still there.
 */
class KeysBeforeRemovalTest {

	private final Path folder;

	private final Night night;

	private final Path first;

	private final Path archive;

	KeysBeforeRemovalTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.night = Night.in(folder);
		// a file where a folder should be
		this.archive = Night.write(folder.resolve("sent"), new byte[0]);
		define("replace");
		this.first = this.night.file("a/x", 10, 1);
		assertThat(this.night.runOne().message()).contains("cannot be taken out of its folder");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void another_file_does_not_replace_its_object() {
		Path second = this.night.file("b/x", 20, 2);

		for (String way : new String[] { "--dry-run", "--quiet" }) {
			assertThat(this.night.longhaul(3, "run", way, "--file", second.toString())).contains(refusalOf(second));
		}

		assertHas(this.first);
	}

	@Test
	void another_definition_does_not_replace_its_object() throws IOException {
		Path second = Night.write(this.folder.resolve("theirs/x"), new byte[20]);
		Path vault = this.folder.resolve("vault.yml");
		Files.writeString(this.folder.resolve("other.yml"), Files.readString(vault).replace("/files\"", "/theirs\""));

		assertThat(this.night.longhaul(3, "run", "other")).contains(refusalOf(second));

		assertHas(this.first);
	}

	@Test
	void a_file_that_was_planned_before_the_proof_does_not_replace_it_either() {
		Path second = this.night.file("b/x", 20, 2);
		this.night.inSession(List.of("vault"), (session) -> {
			assertThat(session.engine().history().take(candidate(session, second)).other()).isEqualTo(this.first);
			return session;
		});
	}

	@Test
	void another_file_does_not_hold_up_that_it_is_taken_away_and_then_has_the_key() throws IOException {
		Path second = this.night.file("b/x", 20, 2);
		assertThat(this.night.longhaul(3, "run")).contains(refusalOf(second))
			.contains(this.first + " was delivered, but cannot be taken out of its folder");
		assertHas(this.first);
		Files.delete(this.archive);

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactly(Result.RESUMED, Result.DELIVERED);

		assertThat(this.first).doesNotExist();
		assertThat(this.night.s3().object(Night.BUCKET, "x").size()).isEqualTo(20);
	}

	@Test
	void one_that_has_replaced_it_since_has_the_key_though_it_is_put_back() throws IOException {
		Path away = Files.move(this.first, this.folder.resolve("away"));
		Path second = this.night.file("b/x", 20, 2);
		this.night.longhaul(3, "run", "--file", second.toString());
		Files.move(away, this.first);
		assertThat(this.night.s3().object(Night.BUCKET, "x").size()).isEqualTo(20);
		this.night.file("b/x", 30, 3);

		this.night.longhaul(3, "run", "--file", second.toString());

		assertThat(this.night.s3().object(Night.BUCKET, "x").size()).isEqualTo(30);
	}

	@Test
	void where_files_share_keys_the_next_one_is_sent() throws IOException {
		define("overwrite");
		this.night.file("b/x", 20, 2);

		assertThat(this.night.run()).extracting(UploadOutcome::message)
			.allSatisfy((message) -> assertThat(message).contains("was delivered, but cannot be taken"));

		assertThat(this.night.s3().object(Night.BUCKET, "x").size()).isEqualTo(20);
	}

	private static Candidate candidate(RunSession session, Path file) {
		return Candidate.wanted(session.definitions().get("vault"), SourceFile.of(file), session.engine().clock());
	}

	private String refusalOf(Path second) {
		return second + " is not sent, it would get the key 'x' of " + this.first + ", which is still there";
	}

	private void assertHas(Path file) {
		assertThat(this.night.s3().object(Night.BUCKET, "x").mismatch(file)).as("%s", file).isEqualTo(-1);
	}

	private void define(String ifExists) throws IOException {
		this.night.define("on-success: {move: \"%s\"}".formatted(this.archive));
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition,
				Files.readString(definition)
					.replace("{path}", "{name}")
					.replace("generic}", "generic, if-exists: " + ifExists + "}"));
	}

}
