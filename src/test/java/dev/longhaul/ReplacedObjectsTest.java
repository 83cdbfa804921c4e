package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

import dev.longhaul.cli.RunSession;
import dev.longhaul.definition.Definitions;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that was delivered and taken away, whose object another file has replaced since,
 * as the rule allows, and that is put back with its old time.
 */
class ReplacedObjectsTest {

	private static final Clock FIRST_DAY = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

	private static final Clock SECOND_DAY = Clock.offset(FIRST_DAY, Duration.ofDays(1));

	private final Path folder;

	private final Night night;

	private final Path mine;

	private final Path theirs;

	ReplacedObjectsTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.night = Night.in(folder);
		keys("{name}");
		this.mine = folder.resolve("files/a/report.csv");
		this.theirs = folder.resolve("files/b/report.csv");
		putBack();
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void it_is_sent_again_when_the_other_one_is_gone() {
		replaceMine();
		delete(this.theirs);
		putBack();

		assertThat(this.night.longhaul("run", "--dry-run")).startsWith("would send");
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		assertThat(this.night.s3().object(Night.BUCKET, "report.csv").mismatch(this.mine)).isEqualTo(-1);
		assertThat(this.night.runOne().result()).as("once").isEqualTo(Result.SKIPPED);
	}

	@Test
	void it_is_refused_while_the_other_one_is_there() {
		replaceMine();
		putBack();

		assertThat(this.night.longhaul(3, "run"))
			.contains(this.mine + " is not sent, it would get the key 'report.csv' of " + this.theirs)
			.contains("1 skipped");
		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).hasSize(2);
	}

	@Test
	void the_history_need_not_tell_of_either() {
		replaceMine();
		delete(this.theirs);
		putBack();
		inSession((session) -> session.engine().pruner().prune(Instant.now().plusSeconds(60), false, () -> false));

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void the_last_object_is_told_by_when_it_was_proved_and_not_by_when_its_upload_was_begun() {
		delete(this.mine);
		Path big = this.night.file("a/big", 3 * Night.PART, 3);
		this.night.leaveUnfinished();
		Path other = this.night.file("b/big", 20, 4);
		this.night.longhaul("run", "--file", other.toString());
		delete(other);

		assertThat(this.night.runOne().result()).as("begun first, and proved last").isEqualTo(Result.RESUMED);

		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
		assertThat(this.night.s3().object(Night.BUCKET, "big").mismatch(big)).isEqualTo(-1);
	}

	@Test
	void it_is_sent_once_though_the_clock_was_ahead_when_the_other_one_was_proved() {
		replaceMine();
		this.night.sql("update DELIVERED_FILE set DELIVERED = DELIVERED + 1 HOUR where FILE = '" + this.theirs + "'");
		delete(this.theirs);
		putBack();

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void another_definition_does_not_take_it_away_before_it_is_sent_again() throws IOException {
		Path vault = this.folder.resolve("vault.yml");
		Path other = this.folder.resolve("other.yml");
		replaceMine();
		delete(this.theirs);
		putBack();
		Files.writeString(other, Files.readString(vault).replace("{name}", "other/{name}") + "on-success: delete\n");
		inSession(List.of("vault", "other"), (session) -> {
			Definitions definitions = new Definitions(List.of(session.definitions().get("other")));
			assertThat(execute(session, plan(session, definitions, FIRST_DAY))).containsExactly(Result.DELIVERED);
			assertThat(this.mine).exists();
			assertThat(execute(session, session.planner().plan(List.of(), false)))
				.containsExactlyInAnyOrder(Result.DELIVERED, Result.SKIPPED);
		});
		assertThat(this.mine).doesNotExist();
	}

	@Test
	void the_key_that_it_was_delivered_under_counts_and_not_that_of_today() throws IOException {
		keys("{date:dd}/{name}");
		inSession((session) -> {
			assertThat(execute(session, plan(session, FIRST_DAY))).containsExactly(Result.DELIVERED);
			delete(this.mine);
			write(this.theirs, 20);
			assertThat(execute(session, plan(session, SECOND_DAY))).as("under another key")
				.containsExactly(Result.DELIVERED);
			putBack();
			assertThat(execute(session, plan(session, SECOND_DAY))).containsExactly(Result.SKIPPED, Result.SKIPPED);

			delete(this.mine);
			write(this.theirs, 30);
			assertThat(execute(session, plan(session, FIRST_DAY))).as("a later version, under the first one's key")
				.containsExactly(Result.DELIVERED);
			write(this.theirs, 40);
			assertThat(execute(session, plan(session, SECOND_DAY))).as("and one more, elsewhere")
				.containsExactly(Result.DELIVERED);
			delete(this.theirs);
			putBack();
			assertThat(execute(session, plan(session, SECOND_DAY))).containsExactly(Result.DELIVERED);
			assertThat(execute(session, plan(session, FIRST_DAY))).containsExactly(Result.SKIPPED);
		});
		assertThat(this.night.s3().object(Night.BUCKET, "01/report.csv").size()).isEqualTo(30);
		assertThat(this.night.s3().object(Night.BUCKET, "02/report.csv").mismatch(this.mine)).isEqualTo(-1);
	}

	@Test
	void the_same_file_by_another_path_has_not_replaced_its_object() throws IOException {
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		Files.createDirectories(this.theirs.getParent());
		Files.createLink(this.theirs, this.mine);

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SKIPPED, Result.DELIVERED);
		assertThat(this.night.run()).extracting(UploadOutcome::result).containsExactly(Result.SKIPPED, Result.SKIPPED);
	}

	@Test
	void where_files_may_share_a_key_or_the_store_keeps_its_objects_a_delivery_stays_one() throws IOException {
		replaceMine();
		putBack();
		for (String wish : List.of("overwrite", "skip", "fail")) {
			keys("{name}\", if-exists: \"" + wish);
			assertThat(this.night.run()).as(wish)
				.extracting(UploadOutcome::result)
				.containsExactly(Result.SKIPPED, Result.SKIPPED);
		}
	}

	/** Mine is delivered and goes, theirs is delivered under its key. */
	private void replaceMine() {
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		delete(this.mine);
		write(this.theirs, 20);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
	}

	private void putBack() {
		write(this.mine, 10);
	}

	/** The more bytes, the later a version it is. */
	private static void write(Path file, int bytes) {
		try {
			Night.write(file, new byte[bytes]);
			Files.setLastModifiedTime(file, FileTime.from(FIRST_DAY.instant().minusSeconds(100 - bytes)));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private void keys(String template) throws IOException {
		this.night.define("");
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("{path}", template));
	}

	private void inSession(Consumer<RunSession> work) {
		inSession(List.of("vault"), work);
	}

	private void inSession(List<String> names, Consumer<RunSession> work) {
		this.night.inSession(names, (session) -> {
			work.accept(session);
			return names;
		});
	}

	private static RunPlan plan(RunSession session, Clock clock) {
		return plan(session, session.definitions(), clock);
	}

	private static RunPlan plan(RunSession session, Definitions definitions, Clock clock) {
		return new RunPlanner(definitions, session.engine().history(), session.engine().home(), clock, () -> false)
			.plan(List.of(), false);
	}

	private static List<Result> execute(RunSession session, RunPlan plan) {
		return Runs.of(session, plan).stream().map(UploadOutcome::result).toList();
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
