package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.longhaul.cli.RunSession;
import dev.longhaul.definition.Definitions;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.source.SourceFile;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Each look of a watch finds the new files only; a key that an earlier one gave away is
 * not given to another file while the first one is there.
 */
class WatchedKeysTest {

	private static final Clock FIRST_DAY = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

	private static final Clock SECOND_DAY = Clock.offset(FIRST_DAY, Duration.ofDays(1));

	private static final Clock THIRD_DAY = Clock.offset(FIRST_DAY, Duration.ofDays(2));

	private final Path folder;

	private final Night night;

	private final Path first;

	WatchedKeysTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.night = Night.in(folder);
		keys("{name}");
		this.first = this.night.file("a/x", 10, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_file_is_refused_while_the_one_that_has_its_key_is_there() {
		watching((session) -> {
			assertThat(send(session, this.first)).containsExactly(Result.DELIVERED);
			Path second = this.night.file("b/x", 20, 2);

			assertThat(look(session, "vault", FIRST_DAY, second).refused()).singleElement()
				.satisfies((refused) -> assertThat(refused.message())
					.startsWith(second + " is not sent, it would get the key 'x' of " + this.first));

			this.night.file("a/x", 30, 3);
			assertThat(send(session, this.first)).as("a new version of its own").containsExactly(Result.DELIVERED);
			assertThat(look(session, "vault", FIRST_DAY, second).candidates()).isEmpty();
			delete(this.first);
			assertThat(send(session, second)).containsExactly(Result.DELIVERED);
		});
		assertThat(this.night.s3().object(Night.BUCKET, "x").size()).isEqualTo(20);
	}

	@Test
	void a_file_waits_for_the_other_definition_of_the_watch_before_it_is_taken_away() throws IOException {
		Path vault = this.folder.resolve("vault.yml");
		Files.writeString(this.folder.resolve("other.yml"),
				Files.readString(vault).replace("key: \"{name}\"", "key: \"other/{name}\""));
		Files.writeString(vault, "\non-success: delete\n", StandardOpenOption.APPEND);
		watching((session) -> {
			assertThat(Runs.of(session, look(session, "vault", FIRST_DAY, this.first))).singleElement()
				.satisfies((outcome) -> {
					assertThat(outcome.result()).isEqualTo(Result.DELIVERED);
					assertThat(outcome.isToBeTakenAway()).as("a watch tries that again").isTrue();
				});
			assertThat(this.first).exists();
			assertThat(Runs.of(session, look(session, "other", FIRST_DAY, this.first))).hasSize(1);

			assertThat(send(session, this.first)).as("was delivered before").containsExactly(Result.SKIPPED);
		});

		assertThat(this.first).doesNotExist();
		assertThat(this.night.s3().objects()).hasSize(2);
		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).hasSize(2);
	}

	@Test
	void a_watch_knows_what_was_delivered_before_it_and_by_other_definitions() throws IOException {
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		Path other = Files.copy(this.folder.resolve("vault.yml"), this.folder.resolve("other.yml"));
		Files.writeString(other, Files.readString(other).replace("/files\"", "/dropped\""));
		Path second = Night.write(this.folder.resolve("dropped/x"), new byte[] { 1 });

		watching((session) -> {
			assertThat(look(session, "other", FIRST_DAY, second).refused()).hasSize(1);
			delete(this.first);
			assertThat(look(session, "other", FIRST_DAY, second).refused()).isEmpty();
		});
	}

	@Test
	void a_file_that_was_taken_and_has_not_arrived_yet_has_its_key() {
		watching((session) -> {
			assertThat(look(session, "vault", FIRST_DAY, this.first).candidates()).hasSize(1);
			Path second = this.night.file("b/x", 20, 2);
			assertThat(look(session, "vault", FIRST_DAY, second).refused()).hasSize(1);
		});
	}

	@Test
	void an_unfinished_upload_has_the_key_of_its_first_try() throws IOException {
		keys("{date:dd}/{name}");
		Path big = this.night.file("big", 2 * Night.PART, 4);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).answer(403, "AccessDenied"));
		watching((session) -> {
			assertThat(send(session, big)).containsExactly(Result.FAILED);
			this.night.s3().faults().clear();
			assertThat(look(session, "vault", SECOND_DAY, big).candidates()).hasSize(1);
			Path second = this.night.file("b/big", 20, 2);
			assertThat(look(session, "vault", SECOND_DAY, second).refused()).as("another key").isEmpty();
			assertThat(look(session, "vault", FIRST_DAY, this.night.file("c/big", 20, 2)).refused()).hasSize(1);
		});
	}

	@Test
	void a_delivered_file_does_not_take_the_key_that_it_would_get_today() throws IOException {
		keys("{date:dd}/{name}");
		watching((session) -> {
			assertThat(send(session, this.first)).containsExactly(Result.DELIVERED);
			Path second = this.night.file("b/x", 20, 2);
			RunPlan plan = look(session, "vault", SECOND_DAY, this.first, second);
			assertThat(plan.refused()).isEmpty();
			assertThat(plan.candidates()).hasSize(2);
		});
	}

	@Test
	void an_upload_is_told_by_the_key_of_its_first_try_also_on_the_next_day() throws IOException {
		keys("{date:dd}/{name}");
		Path big = this.night.file("big", 2 * Night.PART, 4);
		watching((session) -> {
			assertThat(send(session, this.first)).containsExactly(Result.DELIVERED);
			this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).answer(403, "AccessDenied"));
			assertThat(send(session, big)).containsExactly(Result.FAILED);

			RunPlan plan = look(session, "vault", SECOND_DAY, this.first, big);

			assertThat(plan.candidates())
				.extracting((candidate) -> session.dryRun().of(candidate, false).decision().key())
				.as("a dry run")
				.containsExactly("01/x", "01/big");
			assertThat(Runs.of(session, plan)).extracting(UploadOutcome::result, UploadOutcome::key)
				.containsExactlyInAnyOrder(tuple(Result.SKIPPED, "01/x"), tuple(Result.FAILED, "01/big"));
		});
	}

	@Test
	void of_two_versions_that_arrive_at_once_the_later_is_the_last() {
		modify(this.first, FIRST_DAY);
		watching((session) -> {
			CompletableFuture<List<Result>> second = new CompletableFuture<>();
			this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).once().whenDone(() -> {
				// the first is proved and its delivery not noted yet
				this.night.file("a/x", 20, 2);
				second.completeAsync(() -> send(session, this.first));
			}));
			assertThat(send(session, this.first)).containsExactly(Result.DELIVERED);
			assertThat(second.join()).containsExactly(Result.DELIVERED);
			assertThat(this.night.s3().object(Night.BUCKET, "x").size()).isEqualTo(20);

			this.night.file("a/x", 10, 1);
			modify(this.first, FIRST_DAY);
			assertThat(send(session, this.first)).as("the first version, restored").containsExactly(Result.DELIVERED);
			assertThat(send(session, this.first)).containsExactly(Result.SKIPPED);
		});
		assertThat(this.night.s3().object(Night.BUCKET, "x").size()).isEqualTo(10);
	}

	@Test
	void a_file_has_the_keys_of_its_older_versions_too() throws IOException {
		keys("{modified:dd}/{name}");
		modify(this.first, FIRST_DAY);
		watching((session) -> {
			assertThat(send(session, this.first)).containsExactly(Result.DELIVERED);
			this.night.file("a/x", 20, 2);
			modify(this.first, SECOND_DAY);
			assertThat(send(session, this.first)).containsExactly(Result.DELIVERED);
			Path second = this.night.file("b/x", 30, 3);
			modify(second, FIRST_DAY);

			assertThat(look(session, "vault", SECOND_DAY, second).refused()).singleElement()
				.satisfies((refused) -> assertThat(refused.message())
					.contains("would get the key '01/x' of " + this.first));
			session.engine().pruner().prune(Instant.now().plusSeconds(60), false, () -> false);
			assertThat(look(session, "vault", SECOND_DAY, second).refused()).as("its history is pruned").isEmpty();
			this.night.file("a/x", 40, 4);
			modify(this.first, THIRD_DAY);
			assertThat(send(session, this.first)).containsExactly(Result.DELIVERED);
			modify(second, SECOND_DAY);
			assertThat(look(session, "vault", SECOND_DAY, second).refused()).as("it was pruned before").isEmpty();
		});
	}

	@Test
	void where_the_store_keeps_the_first_object_it_is_asked() throws IOException {
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition,
				Files.readString(definition).replace("bucket: vault", "bucket: vault, if-exists: skip"));
		watching((session) -> {
			assertThat(look(session, "vault", FIRST_DAY, this.first).candidates()).hasSize(1);
			assertThat(look(session, "vault", FIRST_DAY, this.night.file("b/x", 20, 2)).candidates()).hasSize(1);
		});
	}

	private void keys(String template) throws IOException {
		this.night.define("");
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("{path}", template));
	}

	private void watching(Consumer<RunSession> looks) {
		List<String> names = Files.exists(this.folder.resolve("other.yml")) ? List.of("vault", "other")
				: List.of("vault");
		this.night.inSession(names, (session) -> {
			looks.accept(session);
			return names;
		});
	}

	private static List<Result> send(RunSession session, Path file) {
		return Runs.of(session, look(session, "vault", FIRST_DAY, file)).stream().map(UploadOutcome::result).toList();
	}

	/** As a look of a watch plans what it found. */
	private static RunPlan look(RunSession session, String definition, Clock clock, Path... files) {
		Definitions definitions = new Definitions(List.of(session.definitions().get(definition)));
		return new RunPlanner(definitions, session.engine().history(), session.engine().home(), clock, () -> false)
			.found(definitions.get(definition), Stream.of(files).map(SourceFile::of).toList(), false, (upload) -> true);
	}

	private static void modify(Path file, Clock day) {
		try {
			Files.setLastModifiedTime(file, FileTime.from(day.instant()));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void delete(Path file) {
		try {
			Files.delete(file);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
