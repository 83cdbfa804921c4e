package dev.longhaul;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that no search of its definition's folder finds, and that {@code --file} named:
 * what the runs after one that failed do with it.
 */
class NamedFileTest {

	private static final String LEFT_OUT = "exclude: [big.bin], settle: ";

	private final Night night;

	private final Path file;

	NamedFileTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.night.define("", LEFT_OUT + "0s");
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void one_that_has_changed_is_sent_anew_by_a_run_that_names_nothing() {
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SUPERSEDED, Result.DELIVERED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.run()).as("asked for no more").isEmpty();
	}

	@Test
	void one_that_has_changed_after_two_failed_runs_is_sent_anew() {
		failAtThirdPart(List.of(this.file));
		failAtThirdPart(List.of());
		FileChange.GROWS.make(this.file);

		this.night.run();

		this.night.assertDelivered(this.file);
	}

	@Test
	void one_that_has_not_changed_is_finished() {
		failAtThirdPart(List.of(this.file));

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.file);
	}

	@Test
	void one_that_is_named_by_another_way_to_its_folder_is_the_same_file() throws IOException {
		this.night.define("", "settle: 0s");
		Path way = Files.createSymbolicLink(this.night.definitions().resolve("way"), this.file.getParent());
		failAtThirdPart(List.of(way.resolve("big.bin")));

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.file);
		assertThat(run(List.of(way.resolve("big.bin")))).extracting(UploadOutcome::result)
			.containsExactly(Result.SKIPPED);
	}

	@Test
	void what_is_left_of_its_older_version_ends_first_though_it_is_named_by_another_way() throws IOException {
		Path way = Files.createSymbolicLink(this.night.definitions().resolve("way"), this.file.getParent());
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);

		assertThat(run(List.of(way.resolve("big.bin")))).extracting(UploadOutcome::result)
			.containsExactly(Result.SUPERSEDED, Result.DELIVERED);

		this.night.assertDelivered(this.file);
	}

	@Test
	void one_that_is_still_being_written_is_waited_for() {
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);
		this.night.define("", LEFT_OUT + "1h");

		assertThat(this.night.longhaul("run")).contains("longhaul: 1 superseded, 1 not settled yet");
		assertThat(this.night.longhaul("run")).contains("longhaul: 1 not settled yet");

		this.night.define("", LEFT_OUT + "0s");
		this.night.run();
		this.night.assertDelivered(this.file);
	}

	@Test
	void one_whose_key_another_file_has_by_now_is_told_by_each_run() {
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);
		define(Night.BUCKET, "{name}");
		run(List.of(this.night.file("other/big.bin", 10, 2)));

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.FAILED, Result.SUPERSEDED, Result.SKIPPED);
		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.FAILED, Result.SKIPPED);
	}

	@Test
	void one_whose_old_version_a_rerun_ended_is_sent_anew_by_the_next_run() {
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);

		assertThat(rerun()).extracting(UploadOutcome::result).containsExactly(Result.FAILED);

		assertSentAnew();
	}

	@Test
	void one_that_changes_while_it_is_sent_follows_by_the_next_run() {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).then(() -> FileChange.GROWS.make(this.file)));

		assertThat(run(List.of(this.file))).extracting(UploadOutcome::cure).containsExactly(Cure.ANEW);

		this.night.s3().faults().clear();
		assertSentAnew();
	}

	@Test
	void one_whose_old_version_was_aborted_just_before_a_kill_is_sent_anew() {
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);
		rerun();
		this.night.sql("update BATCH_JOB_EXECUTION set STATUS = 'STARTED' where STATUS = 'ABANDONED'");

		assertSentAnew();
	}

	@Test
	void one_whose_upload_a_person_ended_is_not_sent_anew() {
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);
		this.night.inSession(List.of("vault"),
				(session) -> Runs.of(session, session.unfinished().aborting(Set.of(), "by the abort command")));

		assertThat(this.night.run()).isEmpty();
	}

	@Test
	void one_whose_definition_sends_elsewhere_now_is_sent_there() {
		failAtThirdPart(List.of(this.file));
		this.night.s3().createBucket("attic");
		define("attic", "{path}");

		assertThat(rerun()).extracting(UploadOutcome::result).containsExactly(Result.SUPERSEDED);
		assertThat(this.night.run()).extracting(UploadOutcome::result).containsExactly(Result.DELIVERED);

		assertThat(this.night.s3().object("attic", "big.bin").mismatch(this.file)).isEqualTo(-1);
	}

	@Test
	void one_behind_a_link_that_is_not_followed_is_sent_anew() throws IOException {
		this.night.define("", "settle: 0s");
		Path real = this.night.file("../real.bin", 3 * Night.PART, 1).normalize();
		Files.delete(this.file);
		Files.createSymbolicLink(this.file, real);
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(real);

		assertThat(this.night.longhaul("run")).contains("longhaul: 1 delivered, 1 superseded, ");

		this.night.assertDelivered(this.file);
	}

	@Test
	void one_whose_marker_does_not_come_is_sent_anew() {
		this.night.define("", "settle: 0s, done-marker: '{name}.ok'");
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);

		assertThat(this.night.longhaul("run")).contains("longhaul: 1 delivered, 1 superseded, ");

		this.night.assertDelivered(this.file);
	}

	@Test
	void one_that_cannot_be_read_is_told_once_and_its_upload_left_as_it_is() throws Exception {
		failAtThirdPart(List.of(this.file));
		Path away = Files.move(this.file, this.night.definitions().resolve("away"));
		assertThat(new ProcessBuilder("mkfifo", this.file.toString()).start().waitFor()).isZero();

		assertThat(this.night.run()).singleElement().satisfies((told) -> {
			assertThat(told.file()).isEqualTo(this.file);
			assertThat(told.message()).contains("it is not a regular file");
		});

		assertThat(this.night.rows("select count(*) from BATCH_JOB_EXECUTION")).as("executions").containsExactly("1");
		Files.move(away, this.file, StandardCopyOption.REPLACE_EXISTING);
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
	}

	@Test
	void one_that_changed_twice_while_the_store_refused_aborts_is_sent_once() {
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		assertThat(this.night.run()).extracting(UploadOutcome::result).containsOnly(Result.FAILED).hasSize(2);
		this.night.s3().faults().clear();
		FileChange.GROWS.make(this.file);

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SUPERSEDED, Result.SUPERSEDED, Result.DELIVERED);

		this.night.assertDelivered(this.file);
	}

	@Test
	void one_that_a_search_found_before_its_definition_left_it_out_is_not_sent_anew() {
		this.night.define("");
		failAtThirdPart(List.of());
		this.night.define("", LEFT_OUT + "0s");
		FileChange.GROWS.make(this.file);

		assertThat(this.night.run()).extracting(UploadOutcome::result).containsExactly(Result.SUPERSEDED);
	}

	private void assertSentAnew() {
		assertThat(this.night.run()).extracting(UploadOutcome::result).containsExactly(Result.DELIVERED);
		this.night.assertDelivered(this.file);
		assertThat(this.night.run()).as("asked for no more").isEmpty();
	}

	private void failAtThirdPart(List<Path> named) {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		assertThat(run(named)).extracting(UploadOutcome::result).containsExactly(Result.FAILED);
		this.night.s3().faults().clear();
	}

	private void define(String bucket, String key) {
		String definition = """
				source: {directory: "%s", exclude: [big.bin], settle: 0s}
				destination: {bucket: %s, key: "%s", endpoint: "%s", store: generic}
				transfer: {part-size: 5MB}
				""".formatted(this.file.getParent(), bucket, key, this.night.s3().endpoint());
		Night.write(this.night.definitions().resolve("vault.yml"), definition.getBytes(StandardCharsets.UTF_8));
	}

	private List<UploadOutcome> rerun() {
		return this.night.inSession(List.of("vault"),
				(session) -> Runs.of(session, session.unfinished().goingOn(Set.of())));
	}

	private List<UploadOutcome> run(List<Path> named) {
		return this.night.inSession(List.of("vault"),
				(session) -> Runs.of(session, session.planner().plan(named, false)));
	}

}
