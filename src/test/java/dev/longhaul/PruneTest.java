package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.history.HistoryPruner.Pruned;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A shortened history forgets nothing that keeps files from being sent twice.
 */
class PruneTest {

	private final Night night;

	private final Path file;

	private final Path data;

	PruneTest(@TempDir Path folder) {
		this.data = folder.resolve("home/repository.data");
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_delivered_file_is_known_though_its_upload_was_pruned() throws IOException {
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.longhaul("prune", "--older-than", "1h")).contains("0 uploads").contains("1 stay");

		assertThat(this.night.longhaul("prune", "--older-than", "0s", "--dry-run")).contains("1 upload ")
			.contains("would be pruned");
		assertThat(this.night.longhaul("prune", "--older-than", "0s")).contains("1 upload ")
			.contains("was pruned, 0 stay");

		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
		assertThat(this.night.longhaul("history")).contains("no uploads in this time");
		this.night.assertDelivered(this.file);
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
		assertThat(this.night.runOne().result()).as("another version").isEqualTo(Result.DELIVERED);
	}

	@Test
	void files_whose_names_differ_in_a_blank_at_the_end_are_both_known_though_they_were_pruned() throws IOException {
		Files.delete(this.file);
		this.night.file("trail", 10, 2);
		this.night.file("trail ", 20, 3);
		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactly(Result.DELIVERED, Result.DELIVERED);
		this.night.longhaul("prune", "--older-than", "0s");

		assertThat(this.night.run()).extracting(UploadOutcome::result).containsExactly(Result.SKIPPED, Result.SKIPPED);
	}

	@Test
	void a_file_that_is_sent_again_does_not_unsettle_one_whose_name_has_a_blank_more() throws IOException {
		Files.delete(this.file);
		Path sent = this.night.file("trail", 10, 2);
		this.night.file("trail ", 20, 3);
		this.night.run();
		this.night.longhaul("prune", "--older-than", "0s");

		this.night.longhaul("run", "--again", "--file", sent.toString());

		assertThat(this.night.rows("select FILE from DELIVERED_FILE where JOB_KEY <> ''")).hasSize(2);
		assertThat(this.night.run()).extracting(UploadOutcome::result).containsExactly(Result.SKIPPED, Result.SKIPPED);
	}

	@Test
	void the_room_of_what_went_is_given_back_to_the_disk() throws IOException {
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		long before = Files.size(this.data);

		this.night.longhaul("prune", "--older-than", "0s", "--dry-run");
		assertThat(this.data).hasSize(before);
		this.night.longhaul("prune", "--older-than", "0s");

		assertThat(Files.size(this.data)).isLessThan(before / 2);
	}

	@Test
	void one_that_is_stopped_ends_after_the_transaction_in_hand_and_says_how_far_it_came() {
		this.night.file("other.bin", 10, 2);
		this.night.run();
		this.night.run(new RunMode(true, false, false));
		Instant before = Instant.now().plusSeconds(60);
		AtomicInteger asked = new AtomicInteger();

		// of a file with several attempts these go in a transaction of their own
		Pruned stopped = this.night.inSession(List.of("vault"),
				(session) -> session.engine().pruner().prune(before, false, () -> asked.incrementAndGet() > 2));

		assertThat(stopped).isEqualTo(new Pruned(2, 2, before, true));
		assertThat(this.night.longhaul("prune", "--older-than", "0s")).contains("2 uploads ", "0 stay");
	}

	@Test
	void days_and_months_that_do_not_say_so_prune_nothing() {
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		for (String mistyped : List.of("90", "90s", "3m", "3M")) {
			this.night.longhaul(2, "prune", "--older-than", mistyped);
		}

		assertThat(this.night.longhaul("history")).contains("big.bin");
	}

	@Test
	void a_version_is_sent_again_whose_object_one_replaced_that_was_pruned() throws IOException {
		Instant monday = Instant.parse("2026-01-05T00:00:00Z");
		Files.setLastModifiedTime(this.file, FileTime.from(monday));
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().doneButAnswerLost());
		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.s3().faults().clear();
		this.night.file("big.bin", 10, 2);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.longhaul("prune", "--older-than", "0s")).as("the first may have left a twin")
			.contains("1 upload ")
			.contains("1 stay");

		this.night.file("big.bin", 3 * Night.PART, 1);
		Files.setLastModifiedTime(this.file, FileTime.from(monday));

		assertThat(this.night.runOne().result()).as("the file is as it was on Monday").isEqualTo(Result.DELIVERED);
		assertThat(this.night.s3().object(Night.BUCKET, "big.bin").size()).isEqualTo(3 * Night.PART);
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void a_version_is_sent_again_whose_object_was_replaced_by_one_that_is_just_being_sent_again() throws IOException {
		Instant monday = Instant.parse("2026-01-05T00:00:00Z");
		Files.setLastModifiedTime(this.file, FileTime.from(monday));
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.file("big.bin", 10, 2);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(403, "AccessDenied"));
		assertThat(this.night.run(new RunMode(true, false, false))).extracting(UploadOutcome::result)
			.containsExactly(Result.FAILED);
		this.night.s3().faults().clear();

		this.night.file("big.bin", 3 * Night.PART, 1);
		Files.setLastModifiedTime(this.file, FileTime.from(monday));

		assertThat(this.night.run()).extracting(UploadOutcome::result).contains(Result.DELIVERED);
		assertThat(this.night.s3().object(Night.BUCKET, "big.bin").size()).isEqualTo(3 * Night.PART);
	}

	@Test
	void an_unfinished_upload_is_never_pruned() {
		this.night.leaveUnfinished();

		assertThat(this.night.longhaul("prune", "--older-than", "0s")).contains("0 uploads").contains("1 stay");

		assertThat(this.night.runOne()).extracting(UploadOutcome::result).isEqualTo(Result.RESUMED);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void an_upload_that_sends_a_pruned_file_once_more_goes_on_after_a_failure() {
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.longhaul("prune", "--older-than", "0s");
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		assertThat(this.night.run(new RunMode(true, false, false))).extracting(UploadOutcome::result)
			.containsExactly(Result.FAILED);
		this.night.s3().faults().clear();

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void a_twin_that_may_be_in_the_store_is_still_recognised() {
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().doneButAnswerLost());
		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.s3().faults().clear();

		assertThat(this.night.longhaul("prune", "--older-than", "0s")).contains("1 stay");

		assertThat(this.night.sweep(false)).hasSize(1);
		this.night.assertDelivered(this.file);
	}

	@ParameterizedTest
	@ValueSource(strings = { "FAILED", "STARTED" })
	void an_upload_whose_abort_a_kill_cut_from_its_note_is_ended_all_the_same(String status) throws IOException {
		this.night.leaveUnfinished();
		Files.delete(this.file);
		assertThat(this.night.runOne().message()).contains("its upload was aborted");
		this.night.sql("update BATCH_JOB_EXECUTION set STATUS = '%s' where STATUS = 'ABANDONED'".formatted(status));

		assertThat(this.night.run()).isEmpty();
		assertThat(this.night.status()).doesNotContain("big.bin");
		assertThat(this.night.longhaul("show", "1")).contains("aborted");
		assertThat(this.night.longhaul("prune", "--older-than", "0s")).contains("1 upload ");
		assertThat(this.night.longhaul(2, "show", "1")).isEmpty();
	}

	@Test
	void a_long_context_is_judged_by_all_of_it() throws IOException {
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().doneButAnswerLost());
		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.s3().faults().clear();
		Files.delete(this.file);
		Path aborted = this.night.file("other.bin", 3 * Night.PART, 2);
		this.night.leaveUnfinished();
		Files.delete(aborted);
		assertThat(this.night.runOne().message()).contains("its upload was aborted");
		this.night.sql("update BATCH_JOB_EXECUTION set STATUS = 'FAILED' where STATUS = 'ABANDONED'");

		this.night.sql("update BATCH_JOB_EXECUTION_CONTEXT set SERIALIZED_CONTEXT = SHORT_CONTEXT, "
				+ "SHORT_CONTEXT = '{\"beginning\":\"and no more ...'");

		assertThat(this.night.longhaul("prune", "--older-than", "0s")).contains("1 upload ").contains("1 stay");

		assertThat(this.night.longhaul("show", "1")).as("may have left a twin").contains("big.bin");
		assertThat(this.night.longhaul(2, "show", "2")).as("is over").isEmpty();
	}

}
