package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/**
 * What status, show and verify say of an unfinished upload that no run goes on with.
 */
class UnfinishedProspectTest {

	private final Path folder;

	private final Night night;

	private final Path file;

	UnfinishedProspectTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void one_whose_file_is_as_it_was_goes_on() {
		assertThat(this.night.status()).doesNotContain("the next run");
		assertThat(this.night.longhaul("show", "1")).contains("failed; run vault again to send what is missing");
		assertThat(verify("1")).contains("run again, it goes on from there");
	}

	@Test
	void one_whose_file_changed_is_aborted() {
		this.night.file("big.bin", 10, 2);
		String advice = "the next run of vault aborts it (with on-failure: keep 'longhaul abort 1' does)";

		assertThat(this.night.status()).contains(", its file has changed since\n", "   " + advice + "\n");
		assertThat(this.night.longhaul("status", "--json")).contains("\"prospect\":\"FILE_CHANGED\"");
		assertThat(this.night.longhaul("show", "1")).contains("failed; its file has changed since: " + advice + "\n");
		assertThat(verify("1")).contains("is unfinished; its file has changed since: " + advice)
			.doesNotContain("goes on");
		assertThat(this.night.longhaul("run")).contains("1 delivered, 1 superseded");
	}

	@Test
	void one_whose_file_is_gone_is_aborted() throws IOException {
		Files.delete(this.file);
		String advice = "its file is gone: the next run of vault aborts it (with on-failure: keep 'longhaul abort 1' does)";

		assertThat(this.night.status()).contains(", its file is gone\n");
		assertThat(this.night.longhaul("show", "1")).contains("failed; " + advice);
		assertThat(verify("1")).contains(advice).doesNotContain("goes on");
	}

	@Test
	void one_whose_file_is_gone_with_its_folder_is_aborted() throws IOException {
		this.night.longhaul("abort", "1");
		Files.delete(this.file);
		Path dated = this.night.file("2026/11/29/big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
		Files.delete(dated);
		Files.delete(this.folder.resolve("files/2026/11/29"));
		Files.delete(this.folder.resolve("files/2026/11"));

		assertThat(this.night.status()).contains(", its file is gone\n");
		assertThat(this.night.run()).extracting(UploadOutcome::message)
			.singleElement(STRING)
			.contains("its upload was aborted");
	}

	@Test
	void one_whose_folder_is_another_one_by_now_is_not_said_to_have_lost_its_file_with_it() throws IOException {
		this.night.longhaul("abort", "1");
		Files.delete(this.file);
		Path dated = this.night.file("2026/11/big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
		Files.move(this.folder.resolve("files/2026"), this.folder.resolve("away"));
		Files.createDirectories(dated.getParent());

		assertThat(this.night.status()).doesNotContain("gone", "the next run");
		Files.delete(dated.getParent());

		assertThat(this.night.status()).doesNotContain("gone", "the next run");
		assertThat(this.night.run()).extracting(UploadOutcome::message).singleElement(STRING).contains("was made anew");
	}

	@Test
	void one_whose_object_may_be_there_is_not_said_to_end_for_its_file() throws IOException {
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));
		this.night.longhaul(3, "run");
		this.night.s3().faults().clear();
		this.night.file("big.bin", 10, 2);
		String advice = "the next run of vault looks for it there before it ends the upload";

		assertThat(this.night.status()).contains(", its object may be in the store\n", "   " + advice + "\n");
		assertThat(this.night.longhaul("status", "--json")).contains("\"prospect\":\"OBJECT_SOUGHT\"");
		assertThat(verify("1")).contains("its object may be in the store: " + advice);
		Files.delete(this.file);
		assertThat(this.night.longhaul("show", "1")).contains("failed; its object may be in the store: " + advice);

		assertThat(this.night.longhaul("run")).contains("1 resumed");
	}

	@Test
	void one_whose_abort_nobody_asked_for_goes_on_though_that_failed() {
		this.night.define("on-failure: abort\n");
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).answer(403, "AccessDenied"));
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		assertThat(this.night.longhaul(3, "run"))
			.contains("the abort failed, the next run tries the upload again, and repeats it if that fails ('longhaul");
		this.night.s3().faults().clear();

		assertThat(this.night.status()).doesNotContain("abort is due");
		assertThat(this.night.longhaul("status", "--json")).contains("\"prospect\":\"GOES_ON\"");
		assertThat(this.night.longhaul("show", "1")).contains("failed; run vault again to send what is missing");
		assertThat(verify("1")).contains("run again, it goes on from there");
		assertThat(this.night.longhaul("run")).contains("1 resumed");
	}

	@Test
	void one_whose_definition_is_gone_is_said_to_wait_for_it() throws IOException {
		this.night.file("big.bin", 10, 2);
		Files.move(this.folder.resolve("vault.yml"), this.folder.resolve("renamed.yml"));

		assertThat(this.night.status()).contains("   the next run of vault aborts it")
			.contains("no definition vault in %s: a run of all that are there passes over its files\n"
				.formatted(this.folder));
	}

	@Test
	void one_whose_folder_is_away_is_not_said_to_have_lost_its_file() throws IOException {
		Files.move(this.folder.resolve("files"), this.folder.resolve("away"));
		assertThat(this.night.status()).doesNotContain("gone", "the next run");
		Files.createDirectory(this.folder.resolve("files"));

		assertThat(this.night.status()).doesNotContain("gone", "the next run");
	}

	@Test
	void one_whose_abort_failed_is_aborted_and_status_says_so_once() {
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		this.night.longhaul(3, "abort", "1");

		assertThat(this.night.status()).contains(", its abort is due\n").containsOnlyOnce("the next run");
		assertThat(this.night.longhaul("show", "1"))
			.contains("failed; its abort is due: the next run of vault repeats the abort\n");
		assertThat(verify("1")).contains("its abort is due: the next run of vault repeats the abort")
			.doesNotContain("goes on");
	}

	private String verify(String upload) {
		TypedCommand ended = TypedCommand.in(this.folder, "verify", upload);
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(1);
		return ended.err();
	}

}
