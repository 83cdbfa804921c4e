package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.source.SourceFile;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a home knows moves to PostgreSQL, and is known there.
 */
class PostgresMigrationTest {

	private static final int USAGE = 2;

	private static final int PERSON = 3;

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final Settings settings = new Settings();

	private final Path folder;

	private final Night night;

	private final PostgresNight repository;

	PostgresMigrationTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.repository = new PostgresNight(folder, this.night, this.settings);
	}

	@BeforeEach
	void begin() {
		this.settings.use(postgres.settings());
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void what_the_home_knows_moves() {
		this.repository.useHome();
		this.night.file("small.bin", 100, 7);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.longhaul("prune", "--older-than", "0s");
		Path big = this.night.file("big.bin", 3 * Night.PART, 8);
		this.night.leaveUnfinished();
		this.settings.use(postgres.settings());
		assertThat(this.repository.command("status").err()).contains("no run was ever begun");

		assertThat(this.night.longhaul("migrate")).contains("moved 1 uploads and 1 pruned ones");

		assertThat(this.night.status()).contains("failed").contains("big.bin");
		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SKIPPED, Result.RESUMED);
		this.night.assertDelivered(big);
		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).hasSize(1);
		assertThat(this.night.resentParts("big.bin")).isZero();
		Path later = this.night.file("later.bin", 100, 9);
		assertThat(this.night.run()).hasSize(3);
		assertThat(this.night.longhaul("show", later.toString())).contains("upload    3");
		assertThat(this.repository.command("migrate")).as("a second time").satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("was moved already").contains("moved-to-postgresql");
		});
	}

	@Test
	void what_the_last_run_did_moves_in_the_place_of_one_that_found_nothing_there() throws IOException {
		Files.createDirectories(this.folder.resolve("files"));
		this.night.longhaul("run");
		assertThat(this.night.status()).contains("last run  vault").contains("no files found");
		this.repository.beginInHome();
		this.night.file("a.bin", 100, 7);
		this.night.longhaul("run");
		this.settings.use(postgres.settings());

		this.night.longhaul("migrate");

		assertThat(this.night.status()).containsOnlyOnce("last run  vault").contains("exit code 0  1 delivered");
		this.night.longhaul("run");
		assertThat(this.night.status()).containsOnlyOnce("last run  vault").contains("exit code 0  1 skipped");
	}

	@Test
	void a_home_that_was_not_moved_is_told_of_by_those_who_only_look() {
		this.repository.useHome();
		Path big = this.night.file("big.bin", 3 * Night.PART, 8);
		this.night.leaveUnfinished();
		assertThat(this.repository.command("status").err()).as("where it is used").isEmpty();
		this.settings.use(postgres.settings());
		String told = "%s holds a repository of its own, which is not used while longhaul.repository.url is set"
			.formatted(this.folder.resolve("home"));

		for (String[] words : new String[][] { { "status" }, { "history" }, { "nodes" }, { "show", "1" },
				{ "verify", big.toString() } }) {
			assertThat(this.repository.command(words).err()).as(words[0]).containsOnlyOnce(told);
		}
		assertThat(this.repository.doctor()).contains("FAIL  repository: " + told)
			.doesNotContain("ok    repository: ")
			.contains("'longhaul migrate' moves what it knows to " + postgres.server().url());

		this.night.longhaul("migrate");
		assertThat(this.repository.command("status").err()).isEmpty();
		assertThat(this.repository.doctor()).doesNotContain(told);
	}

	@Test
	void nothing_is_begun_in_the_home_by_a_command_without_its_settings() {
		this.repository.useHome();
		Path file = this.night.file("a.bin", 100, 7);
		this.night.runOne();
		this.settings.use(postgres.settings());
		this.night.longhaul("migrate");
		this.repository.useHome();

		for (String[] words : new String[][] { { "run" }, { "run", "--dry-run" }, { "rerun" }, { "status" },
				{ "show", file.toString() } }) {
			TypedCommand refused = this.repository.command(words);
			assertThat(refused.exitCode()).as(words[0]).isEqualTo(PERSON);
			assertThat(refused.err()).contains("longhaul.repository.url is not set here");
		}
		assertThat(this.repository.doctor()).contains("longhaul.repository.url is not set here");

		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).hasSize(1);
		this.settings.use(postgres.settings());
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void a_user_without_a_url_is_a_mistake_of_the_settings() {
		this.settings.clear("repository.url");

		TypedCommand refused = this.repository.command("run");

		assertThat(refused.exitCode()).isEqualTo(2);
		assertThat(refused.err()).contains("longhaul.repository.user is set and longhaul.repository.url is not");
	}

	@Test
	void one_that_was_there_from_the_beginning_is_remembered() {
		this.night.file("a.bin", 100, 7);
		this.night.runOne();
		this.repository.useHome();

		assertThat(this.repository.command("run").err()).contains("longhaul.repository.url is not set here");
	}

	@Test
	void nothing_is_begun_in_an_empty_one_beside_a_home_that_was_not_moved() {
		this.repository.useHome();
		this.night.file("a.bin", 100, 7);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.settings.use(postgres.settings());

		for (String[] words : new String[][] { { "run" }, { "run", "--dry-run" }, { "rerun" } }) {
			TypedCommand refused = this.repository.command(words);
			assertThat(refused.exitCode()).as(words[0]).isEqualTo(PERSON);
			assertThat(refused.err()).contains("'longhaul migrate' moves what it knows to " + postgres.server().url())
				.contains("or move " + this.folder.resolve("home/repository.*") + " away to begin anew");
		}

		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).hasSize(1);
		this.night.longhaul("migrate");
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void a_move_into_one_that_is_not_empty_is_not_recommended() throws IOException {
		this.repository.makeTables();
		this.repository.beginInHome();
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.settings.use(postgres.settings());

		assertThat(this.repository.command("status").err()).contains("holds a repository of its own")
			.contains(postgres.server().url() + " has uploads already, and 'longhaul migrate' would only end a move")
			.contains("move " + this.folder.resolve("home/repository.*") + " away");
		assertThat(this.repository.doctor()).contains("WARN  repository: " + this.folder.resolve("home"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void a_move_that_was_killed_before_it_put_the_files_aside_is_ended_by_the_next_one() throws IOException {
		this.repository.useHome();
		this.night.file("a.bin", 100, 7);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.settings.use(postgres.settings());
		Path home = this.folder.resolve("home");
		FileSystemUtils.copyRecursively(home, this.folder.resolve("before"));
		this.night.longhaul("migrate");
		Path aside = home.resolve("moved-to-postgresql");
		FileSystemUtils.deleteRecursively(home);
		FileSystemUtils.copyRecursively(this.folder.resolve("before"), home);

		assertThat(this.night.longhaul("migrate", "--json"))
			.isEqualTo("{\"uploads\":1,\"pruned\":0,\"home\":\"%s\",\"aside\":\"%s\"}\n".formatted(home, aside));

		assertThat(aside.resolve("repository.script")).exists();
		assertThat(home.resolve("repository.script")).doesNotExist();
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void a_watch_knows_the_keys_of_earlier_versions() throws Exception {
		assertThatWatchKnowsKeyOf(deliveredUnderTwoKeys());
	}

	@Test
	void a_watch_knows_the_keys_of_earlier_versions_that_moved() throws Exception {
		this.repository.useHome();
		Path file = deliveredUnderTwoKeys();
		this.settings.use(postgres.settings());
		assertThat(this.night.longhaul("migrate")).contains("moved 2 uploads");

		assertThatWatchKnowsKeyOf(file);
	}

	/** Two versions; the key of the first one begins with 2025. */
	private Path deliveredUnderTwoKeys() throws Exception {
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("{path}", "{modified:yyyy}/{name}"));
		Path file = this.night.file("a/x", 10, 11);
		Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-06-01T00:00:00Z")));
		assertThat(this.night.runOne().key()).isEqualTo("2025/x");
		this.night.file("a/x", 20, 12);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		return file;
	}

	private void assertThatWatchKnowsKeyOf(Path earlier) throws Exception {
		Path other = this.night.file("b/x", 30, 13);
		Files.setLastModifiedTime(other, FileTime.from(Instant.parse("2025-07-01T00:00:00Z")));

		List<UploadOutcome> refused = this.night.inSession(List.of("vault"),
				(session) -> session.planner()
					.found(session.definitions().get("vault"), List.of(SourceFile.of(other)), false, (upload) -> true)
					.refused());

		assertThat(refused).singleElement()
			.satisfies((outcome) -> assertThat(outcome.message()).contains("of " + earlier + ", which is still there"));
	}

	@Test
	void a_repository_that_is_not_empty_takes_nothing() {
		this.repository.makeTables();
		this.repository.beginInHome();
		assertThat(this.repository.command("migrate").exitCode()).as("without a url").isEqualTo(USAGE);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.settings.use(postgres.settings());

		assertThat(this.repository.command("migrate")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("is not empty; nothing was moved");
		});
		assertThat(this.folder.resolve("home/repository.script")).exists();
	}

}
