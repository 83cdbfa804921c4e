package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a delivered file that was yet to be taken away when another one of its
 * size and its time took its name, as a folder that is copied or restored has them, or a
 * share that numbers its files anew.
 */
class ReplacedBeforeItWentTest {

	private final OneDelivery delivery;

	private final Night night;

	private final Path file;

	private final Path folder;

	ReplacedBeforeItWentTest(@TempDir Path folder) throws IOException {
		this.delivery = new OneDelivery(folder);
		this.night = this.delivery.night();
		this.file = this.delivery.file();
		this.folder = folder;
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void one_with_the_delivered_bytes_is_taken_away() throws IOException {
		Path archive = this.delivery.failToMove();
		FileChange.IS_RENUMBERED.make(this.file);
		Files.delete(archive);

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin"));

		assertThat(this.file).doesNotExist();
		assertThat(this.night.resentParts("db/big.bin")).isZero();
	}

	@Test
	void one_with_the_delivered_bytes_that_travelled_in_one_request_is_taken_away() throws IOException {
		Files.delete(this.file);
		Path small = this.night.file("small.bin", 10, 2);
		Path archive = this.delivery.failToMove();
		FileChange.IS_RENUMBERED.make(small);
		Files.delete(archive);

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("small.bin"));

		assertThat(small).doesNotExist();
		assertThat(this.night.s3().requests()).filteredOn((request) -> request.op() == Op.PUT_OBJECT).hasSize(1);
	}

	@Test
	void one_with_the_delivered_bytes_is_taken_away_once_another_definition_has_it_too() throws IOException {
		this.night.define("on-success: delete");
		Path vault = this.folder.resolve("vault.yml");
		Path second = Files.writeString(this.folder.resolve("second.yml"),
				Files.readString(vault)
					.replace("{path}", "second/{path}")
					.replace("on-success: delete", "")
					.replace("settle: 0s", "settle: 9999d"));
		assertThat(this.night.longhaul("run")).contains("stays in its folder until second has delivered it too");
		FileChange.IS_RENUMBERED.make(this.file);
		assertThat(this.night.longhaul("run")).contains("stays in its folder until second has delivered it too");
		assertThat(this.file).exists();

		Files.writeString(second, Files.readString(second).replace("9999d", "0s"));

		assertThat(this.night.longhaul("run")).contains("deleted");
		assertThat(this.file).doesNotExist();
	}

	@Test
	void one_with_other_bytes_stays_and_each_run_says_so_until_it_is_sent() throws IOException {
		Path archive = this.delivery.failToMove();
		FileChange.IS_REPLACED.make(this.file);
		Files.delete(archive);

		for (int nights = 0; nights < 2; nights++) {
			UploadOutcome outcome = this.night.runOne();
			assertThat(outcome.cure()).as("%s", outcome).isEqualTo(Cure.PERSON);
			assertThat(outcome.message()).contains("its file was written over since", "--again");
		}

		assertThat(this.file).exists();
		byte[] other = Files.readAllBytes(this.file);
		assertThat(this.night.run(new RunMode(true, false, false))).extracting(UploadOutcome::result)
			.containsExactly(Result.DELIVERED);
		assertThat(archive.resolve("big.bin")).hasBinaryContent(other);
		assertThat(this.night.s3().object(Night.BUCKET, "db/big.bin").mismatch(archive.resolve("big.bin")))
			.isEqualTo(-1);
	}

	@Test
	void one_with_other_bytes_is_not_read_again_while_it_stays_as_it_is() throws IOException {
		Path archive = this.delivery.failToMove();
		FileChange.IS_REPLACED.make(this.file);
		Files.delete(archive);
		this.night.runOne();
		assertThat(this.night.rows("select SHORT_CONTEXT from BATCH_JOB_EXECUTION_CONTEXT").toString())
			.contains("file-other");
	}

	@Test
	void one_of_another_size_is_left_and_follows() throws IOException {
		Path archive = this.delivery.failToMove();
		Files.delete(archive);
		this.delivery.replaceFile();

		assertThat(this.night.run()).extracting(UploadOutcome::message)
			.contains("left where it is: it is not the file any more that was delivered");

		this.night.run();
		assertThat(archive.resolve("big.bin")).hasBinaryContent(new byte[] { 4, 2 });
	}

	@Test
	void one_that_came_after_a_kill_right_after_the_move_is_none_that_waits() throws IOException {
		Path archive = this.delivery.failToWriteTheReceipt();
		Files.copy(this.file, archive.resolve("big.bin"), StandardCopyOption.REPLACE_EXISTING,
				StandardCopyOption.COPY_ATTRIBUTES);
		FileChange.IS_REPLACED.make(this.file);

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin"));

		assertThat(this.file).exists();
	}

	@Test
	void one_that_is_put_there_while_the_object_is_looked_at_is_compared_too() throws IOException {
		Path archive = this.delivery.failToMove();
		Files.delete(archive);
		this.night.s3()
			.faults()
			.add(Fault.on(Op.HEAD_OBJECT).once().whenDone(() -> FileChange.IS_RENUMBERED.make(this.file)));

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin"));
	}

	@Test
	void one_that_lay_aside_when_its_folder_was_copied_is_compared_and_taken_away() throws IOException {
		Path archive = this.delivery.failToMove();
		Files.delete(archive);
		FileChange.IS_RENUMBERED.make(this.file);
		Files.move(this.file, this.file.resolveSibling(".longhaul-" + this.delivery.marker()));

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin"));

		assertThat(this.file.getParent()).isEmptyDirectory();
	}

}
