package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.source.InodeChange;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a file that could not be taken away at first, or whose removal was cut
 * off: a later run makes good what is left to do, and sends nothing again.
 */
class UnfinishedRemovalTest {

	private final OneDelivery delivery;

	private final Night night;

	private final Path file;

	private final Path folder;

	private final Path files;

	UnfinishedRemovalTest(@TempDir Path folder) throws IOException {
		this.delivery = new OneDelivery(folder);
		this.night = this.delivery.night();
		this.file = this.delivery.file();
		this.folder = folder;
		this.files = folder.resolve("files");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void an_archive_that_cannot_be_written_leaves_the_file_and_sends_nothing_again() throws IOException {
		Path archive = Night.write(this.folder.resolve("sent"), new byte[0]);
		this.night.define("on-success: {move: \"%s\"}\non-failure: abort".formatted(archive));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.result()).isEqualTo(Result.FAILED);
		assertThat(outcome.cure()).isEqualTo(Cure.PERSON);
		assertThat(outcome.message()).contains(this.file + " was delivered, but cannot be taken out of its folder")
			.contains("nothing is sent again");
		assertThat(this.file).exists();
		Files.delete(archive);
		int requests = this.night.s3().requests().size();
		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin"));
		assertThat(this.night.s3().requests()).as("requests: looks whether the object is still there")
			.extracting(RecordedRequest::op)
			.endsWith(Op.HEAD_OBJECT)
			.hasSizeBetween(requests + 1, requests + 2);
		assertThat(this.files.resolve("db")).isEmptyDirectory();
	}

	/** Else a file of terabytes would be read once more at each try. */
	@Test
	void a_file_that_cannot_be_moved_is_not_compared_for_the_name_that_it_had_meanwhile() throws IOException {
		this.delivery.failToMove();
		assertThat(this.night.rows("select SHORT_CONTEXT from BATCH_JOB_EXECUTION_CONTEXT").toString())
			.contains(InodeChange.of(this.file));
	}

	@Test
	void a_file_whose_object_is_gone_meanwhile_stays_and_is_sent_by_again() throws IOException {
		Path archive = this.delivery.failToMove();
		Files.delete(archive);
		Stranger.puts(this.night.s3(), Night.BUCKET, "db/big.bin");
		assertThat(this.night.runOne().message()).contains("another object has taken its place");
		Fault gone = this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).once().answer(404, "NoSuchKey"));

		UploadOutcome outcome = this.night.runOne();

		assertThat(gone.hits()).isPositive();
		assertThat(outcome.cure()).isEqualTo(Cure.PERSON);
		assertThat(outcome.message()).contains("was proved once, and is not in the store any more", "--again");
		assertThat(this.file).exists();
		assertThat(this.night.run(new RunMode(true, false, false))).extracting(UploadOutcome::result)
			.containsOnly(Result.DELIVERED);
		assertThat(archive.resolve("big.bin")).hasSize(2 * Night.PART);
	}

	@Test
	void an_object_is_looked_at_before_its_file_goes_though_the_clock_was_ahead_at_the_proof() throws IOException {
		Path archive = this.delivery.failToMove();
		Files.delete(archive);
		this.night.sql("update BATCH_JOB_EXECUTION_CONTEXT set SHORT_CONTEXT = "
				+ "regexp_replace(SHORT_CONTEXT, '(delivered[^0-9]{3,5})20', '$121')");
		assertThat(this.night.rows("select SHORT_CONTEXT from BATCH_JOB_EXECUTION_CONTEXT").toString())
			.containsPattern("delivered[^0-9]{3,5}21\\d\\d-");
		Stranger.puts(this.night.s3(), Night.BUCKET, "db/big.bin");

		assertThat(this.night.runOne().message()).contains("another object has taken its place");

		assertThat(this.file).exists();
	}

	@Test
	void a_file_that_is_written_over_while_its_object_is_looked_at_stays_though_its_time_is_put_back()
			throws IOException {
		Path archive = this.delivery.failToMove();
		Files.delete(archive);
		byte[] delivered = Files.readAllBytes(this.file);
		Fault look = Fault.on(Op.HEAD_OBJECT).once().whenDone(() -> FileChange.IS_WRITTEN_OVER.make(this.file));
		this.night.s3().faults().add(look);

		UploadOutcome outcome = this.night.runOne();

		assertThat(look.hits()).isEqualTo(1);
		assertThat(outcome.cure()).as("%s", outcome).isEqualTo(Cure.PERSON);
		assertThat(this.file).exists();
		assertThat(Files.readAllBytes(this.file)).isNotEqualTo(delivered);
	}

	@Test
	void a_file_whose_upload_was_ended_before_it_went_stays_and_that_is_said() throws IOException {
		Path archive = this.delivery.failToMove();

		assertThat(this.night.longhaul("abort", "1")).startsWith("delivered  " + this.file + " → ")
			.contains(", so nothing was aborted; left where it is: the upload was ended before it was taken away");

		Files.delete(archive);
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
		assertThat(this.file).exists();
	}

	@Test
	void a_name_that_was_taken_while_the_move_waited_is_not_overwritten() throws IOException {
		Path archive = this.delivery.failToMove();
		assertThat(this.file).as("put back, and nothing beside it").exists();
		assertThat(this.files.resolve("db")).isDirectoryNotContaining((path) -> !path.equals(this.file));
		Files.delete(archive);
		Path taken = Night.write(archive.resolve("big.bin"), new byte[] { 1 });

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin.1"));

		assertThat(taken).hasBinaryContent(new byte[] { 1 });
	}

	@Test
	void a_kill_between_the_move_and_its_commit_is_made_good() throws IOException {
		Path archive = this.delivery.failToMove();
		Files.delete(archive);
		// as a kill leaves it: taken aside, and not yet moved
		Path aside = this.file.resolveSibling(".longhaul-" + this.delivery.marker());
		Files.move(this.file, aside);
		assertThat(
				this.night.inSession(List.of("vault"), (session) -> session.planner().plan(List.of(), false)).leftOut())
			.isEmpty();

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin"));

		assertThat(archive.resolve("big.bin")).hasSize(2 * Night.PART);
		assertThat(aside).doesNotExist();
	}

	@Test
	void a_kill_while_it_gets_its_name_back_leaves_nothing_in_its_folder() throws IOException {
		Path archive = this.delivery.failToMove();
		Files.delete(archive);
		// as a kill leaves it: it has its name again, and the one aside still
		Files.createLink(this.file.resolveSibling(".longhaul-" + this.delivery.marker()), this.file);

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin"));

		assertThat(archive.resolve("big.bin")).hasSize(2 * Night.PART);
		assertThat(this.files.resolve("db")).isEmptyDirectory();
	}

	@Test
	void a_copy_whose_time_is_kept_coarsely_is_known_after_a_kill() throws IOException {
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse("2026-03-01T10:00:00.123456789Z")));
		Path archive = this.delivery.failToWriteTheReceipt();
		// as a kill leaves it: copied, and the original not yet deleted
		Path copy = Files.copy(this.file, archive.resolve("big.bin"), StandardCopyOption.REPLACE_EXISTING);
		Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2026-03-01T10:00:00Z")));

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + copy);

		assertThat(archive.resolve("big.bin.receipt.json")).exists();
		assertThat(this.file).doesNotExist();
		assertThat(archive.resolve("big.bin.1")).doesNotExist();
	}

	@Test
	void a_small_file_is_not_taken_for_moved_because_its_name_is_held() throws IOException {
		Instant modified = Instant.parse("2026-03-01T10:00:00.5Z");
		Files.write(this.file, new byte[36]); // as long as what holds the name
		Files.setLastModifiedTime(this.file, FileTime.from(modified));
		Path archive = this.delivery.failToWriteTheReceipt();
		// on a file system whose times are coarse, and the file only just written
		Files.setLastModifiedTime(archive.resolve("big.bin"), FileTime.from(modified));

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin"));

		assertThat(archive.resolve("big.bin.receipt.json")).exists();
	}

	@Test
	void a_kill_after_the_move_is_made_good_though_the_next_version_is_there() throws IOException {
		Path archive = this.delivery.failToWriteTheReceipt();
		byte[] first = Files.readAllBytes(this.file);
		Files.move(this.file, archive.resolve("big.bin"), StandardCopyOption.REPLACE_EXISTING);
		this.night.file("db/big.bin", 10, 7);

		assertThat(this.night.run()).extracting(UploadOutcome::message)
			.containsExactlyInAnyOrder("moved to " + archive.resolve("big.bin"),
					"moved to " + archive.resolve("big.bin.1"));

		assertThat(Files.readAllBytes(archive.resolve("big.bin"))).isEqualTo(first);
	}

	@Test
	void a_kill_before_the_move_takes_the_same_name() throws IOException {
		Path archive = this.delivery.failToWriteTheReceipt();
		Files.delete(archive.resolve("big.bin"));

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin"));

		assertThat(archive.resolve("big.bin.1")).doesNotExist();
	}

}
