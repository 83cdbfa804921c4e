package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

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

/**
 * Between the plan of a run and the moment at which it comes to a file another file may
 * have taken its key.
 */
class KeysTakenMeanwhileTest {

	private final Path folder;

	private final Night night;

	private final Path mine;

	private final Path theirs;

	KeysTakenMeanwhileTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.night = Night.in(folder);
		this.mine = this.night.file("report.csv", 10, 1);
		this.theirs = Night.write(folder.resolve("theirs/report.csv"), new byte[20]);
		define("vault", "{name}");
		define("other", "{name}");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_file_is_not_sent_where_another_one_was_delivered_since_the_plan() {
		inSession((session) -> {
			RunPlan early = plan(session, "vault");
			assertThat(Runs.of(session, plan(session, "other"))).extracting(UploadOutcome::result)
				.containsExactly(Result.DELIVERED);

			assertRefused(Runs.of(session, early));

			assertThat(this.night.s3().requests(Op.PUT_OBJECT)).hasSize(1);
			delete(this.theirs);
			assertThat(Runs.of(session, early)).as("the other one is gone")
				.extracting(UploadOutcome::result)
				.containsExactly(Result.DELIVERED);
		});
		assertThat(this.night.s3().object(Night.BUCKET, "report.csv").mismatch(this.mine)).isEqualTo(-1);
	}

	@Test
	void of_two_that_were_planned_at_once_only_the_first_to_begin_is_sent() {
		inSession((session) -> {
			RunPlan early = plan(session, "vault");
			CompletableFuture<List<UploadOutcome>> meanwhile = new CompletableFuture<>();
			this.night.s3()
				.faults()
				.add(Fault.on(Op.PUT_OBJECT).once().then(() -> meanwhile.completeAsync(() -> Runs.of(session, early))));

			assertThat(Runs.of(session, plan(session, "other"))).extracting(UploadOutcome::result)
				.containsExactly(Result.DELIVERED);

			assertRefused(meanwhile.join());
		});
		assertThat(this.night.s3().object(Night.BUCKET, "report.csv").mismatch(this.theirs)).isEqualTo(-1);
	}

	@Test
	void a_run_does_not_take_a_key_from_a_watch_that_took_it_since_the_plan() {
		inSession((session) -> {
			RunPlan early = plan(session, "vault");
			RunPlan watched = look(session, "other", this.theirs);

			assertRefused(Runs.of(session, early));

			assertThat(Runs.of(session, watched)).extracting(UploadOutcome::result).containsExactly(Result.DELIVERED);
		});
	}

	@Test
	void an_upload_that_goes_on_holds_its_key_itself() {
		Path big = this.night.file("big", 2 * Night.PART, 2);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).answer(403, "AccessDenied"));
		inSession((session) -> {
			assertThat(Runs.of(session, plan(session, "vault"))).extracting(UploadOutcome::result)
				.contains(Result.FAILED);
			this.night.s3().faults().clear();

			assertThat(Runs.of(session, session.unfinished().goingOn(Set.of()))).extracting(UploadOutcome::result)
				.containsExactly(Result.RESUMED);
		});
		this.night.assertDelivered(big);
	}

	@Test
	void an_upload_that_goes_on_does_not_replace_what_was_delivered_under_the_key_of_its_first_try()
			throws IOException {
		define("vault", "first/{name}");
		delete(this.mine);
		Path big = this.night.file("big", 3 * Night.PART, 2);
		this.night.leaveUnfinished();
		define("vault", "second/{name}");
		define("other", "first/{name}");
		Path other = Night.write(this.folder.resolve("theirs/big"), new byte[30]);
		this.night.longhaul("run", "other");

		assertThat(this.night.longhaul(3, "run", "vault"))
			.contains(big + " is not sent, it would get the key 'first/big' of " + other);

		assertThat(this.night.s3().object(Night.BUCKET, "first/big").size()).isEqualTo(30);
		assertThat(this.night.s3().openUploads()).as("kept until a person has seen to it").hasSize(1);
		delete(other);
		assertThat(this.night.longhaul("run", "vault")).contains("resumed");
		assertThat(this.night.s3().object(Night.BUCKET, "first/big").mismatch(big)).isEqualTo(-1);
	}

	@Test
	void what_is_left_of_a_file_that_is_gone_is_aborted_whoever_has_its_key() {
		Path big = this.night.file("big", 3 * Night.PART, 2);
		this.night.leaveUnfinished();
		Night.write(this.folder.resolve("theirs/big"), new byte[30]);
		inSession((session) -> {
			RunPlan early = plan(session, "vault");
			assertThat(Runs.of(session, look(session, "other", this.folder.resolve("theirs/big"))))
				.extracting(UploadOutcome::result)
				.containsExactly(Result.DELIVERED);
			delete(big);

			assertThat(Runs.of(session, early)).extracting(UploadOutcome::message)
				.anySatisfy((message) -> assertThat(message).contains("its upload was aborted"));
		});
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void a_key_is_replaced_where_that_is_wanted_whoever_took_it() throws IOException {
		Path vault = this.folder.resolve("vault.yml");
		Files.writeString(vault,
				Files.readString(vault).replace("bucket: vault", "bucket: vault, if-exists: overwrite"));
		inSession((session) -> {
			RunPlan early = plan(session, "vault");
			assertThat(Runs.of(session, plan(session, "other"))).hasSize(1);

			assertThat(Runs.of(session, early)).extracting(UploadOutcome::result).containsExactly(Result.DELIVERED);
		});
	}

	private void assertRefused(List<UploadOutcome> outcomes) {
		assertThat(outcomes).singleElement().satisfies((outcome) -> {
			assertThat(outcome.needsPerson()).isTrue();
			assertThat(outcome.message()).startsWith(this.mine + " is not sent, it would get the key 'report.csv' of "
					+ this.theirs + ", which is still");
		});
	}

	/** Both go to one bucket, each from a folder of its own. */
	private void define(String name, String key) throws IOException {
		String from = name.equals("vault") ? "files" : "theirs";
		Files.writeString(this.folder.resolve(name + ".yml"), """
				source: {directory: "%s", settle: 0s}
				destination: {bucket: vault, key: "%s", endpoint: "%s", store: generic}
				transfer: {part-size: 5MB, parts-at-once: 2, files-at-once: 2}
				""".formatted(this.folder.resolve(from), key, this.night.s3().endpoint()));
	}

	private void inSession(Consumer<RunSession> work) {
		List<String> names = List.of("vault", "other");
		this.night.inSession(names, (session) -> {
			work.accept(session);
			return names;
		});
	}

	/** As a run of this definition plans it. */
	private static RunPlan plan(RunSession session, String definition) {
		return planner(session, definition).plan(List.of(), false);
	}

	/** As a look of a watch plans what it found. */
	private static RunPlan look(RunSession session, String definition, Path file) {
		return planner(session, definition).found(session.definitions().get(definition), List.of(SourceFile.of(file)),
				false, (upload) -> true);
	}

	private static RunPlanner planner(RunSession session, String definition) {
		return new RunPlanner(new Definitions(List.of(session.definitions().get(definition))),
				session.engine().history(), session.engine().home(), session.engine().clock(), () -> false);
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
