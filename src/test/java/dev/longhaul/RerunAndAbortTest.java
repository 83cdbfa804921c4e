package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands for what a night left unfinished.
 */
class RerunAndAbortTest {

	private final Path folder;

	private final Night night;

	private final Path file;

	RerunAndAbortTest(@TempDir Path folder) {
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
	void rerun_finishes_what_is_unfinished_and_begins_nothing_new() {
		this.night.file("new.bin", 10, 2);

		assertThat(longhaul("rerun")).isZero();

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).isEmpty();
		assertThat(longhaul("rerun")).isZero();
	}

	@Test
	void rerun_takes_the_number_of_an_upload_or_a_definition() {
		assertThat(said(2, "rerun", "1", "99"))
			.contains("nothing was sent: there is no upload 99, or it ended and was pruned; 'longhaul status' lists");
		assertThat(this.night.s3().objects()).isEmpty();
		assertThat(longhaul("rerun", "nosuch")).isEqualTo(2);
		assertThat(longhaul("rerun", "1")).isZero();
		this.night.assertDelivered(this.file);
	}

	@Test
	void rerun_ends_what_would_go_elsewhere_by_now_and_begins_nothing_there() throws IOException {
		this.night.s3().createBucket("second");
		Path vault = this.folder.resolve("vault.yml");
		Files.writeString(vault, Files.readString(vault).replace("bucket: vault", "bucket: second"));

		assertThat(this.night.longhaul("rerun")).startsWith("aborted  an unfinished upload");

		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.longhaul("history")).as("no second attempt").containsOnlyOnce("vault  aborted");
	}

	@Test
	void an_abort_that_was_refused_is_repeated_by_the_next_run() {
		Fault refused = this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		assertThat(this.night.longhaul(3, "abort", "1")).contains("the abort failed, the next run repeats it");
		assertThat(refused.hits()).isPositive();
		this.night.s3().faults().clear();

		assertThat(this.night.longhaul("run", "--dry-run")).startsWith("would abort");
		assertThat(this.night.longhaul("run")).startsWith("aborted");

		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(longhaul("run")).isZero();
		this.night.assertDelivered(this.file);
	}

	@Test
	void an_abort_that_was_refused_is_undone_by_a_rerun_only_if_that_names_the_upload() {
		Fault refused = Fault.on(Op.ABORT_MULTIPART_UPLOAD).times(2).answer(403, "AccessDenied");
		this.night.s3().faults().add(refused);
		this.night.longhaul(3, "abort", "1");
		this.night.longhaul(3, "rerun");
		assertThat(refused.hits()).isEqualTo(2);

		assertThat(this.night.longhaul("rerun")).startsWith("aborted");
		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.s3().objects()).isEmpty();
	}

	@Test
	void an_upload_whose_abort_was_refused_goes_on_if_a_rerun_names_it() {
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).once().answer(403, "AccessDenied"));
		this.night.longhaul(3, "abort", "1");

		assertThat(longhaul("rerun", "1")).isZero();

		this.night.assertDelivered(this.file);
	}

	@Test
	void what_can_never_be_finished_and_is_kept_is_for_a_person() {
		this.night.define("on-failure: keep\n");
		this.night.file("big.bin", 3 * Night.PART, 2);

		assertThat(this.night.longhaul(3, "run")).contains("changed while it was being uploaded",
				"it is kept, and 'longhaul abort 1' ends it", "needs a person");

		assertThat(this.night.s3().objects()).hasSize(1);
		assertThat(longhaul("abort", "1")).isZero();
		assertThat(this.night.longhaul("run")).contains("1 skipped");
		this.night.assertDelivered(this.file);
	}

	@Test
	void an_upload_whose_bucket_is_gone_for_good_is_forgotten_without_asking_for_it() {
		this.night.s3().faults().add(Fault.on(Op.LIST_PARTS).answer(404, "NoSuchBucket"));
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(404, "NoSuchBucket"));
		assertThat(this.night.longhaul(3, "abort", "1")).contains("NoSuchBucket", "'longhaul abort --forget 1' ends");
		int asked = this.night.s3().requests().size();

		assertThat(said(0, "abort", "--forget", "1")).contains("no store was asked");

		assertThat(this.night.s3().requests()).hasSize(asked);
		assertThat(this.night.status()).contains("nothing is under way or unfinished");
	}

	@Test
	void abort_frees_the_parts_and_the_next_run_begins_anew() {
		this.night.define("on-failure: keep\n");
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).abortLeavesParts(1));

		assertThat(longhaul("abort", "1")).isZero();

		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.longhaul("show", "1")).contains("execution 2  aborted  ")
			.contains("ended     the upload of " + this.file + " was ended: by the abort command")
			.doesNotContain("failure", "abandoned");
		assertThat(longhaul("abort", "1")).as("a second time").isEqualTo(2);
		this.night.s3().faults().clear();
		assertThat(this.night.runOne().receipt().orElseThrow().attempt()).isEqualTo(2);
		this.night.assertDelivered(this.file);
	}

	@Test
	void both_take_the_path_of_a_file() {
		this.night.longhaul("abort", "1", this.file.toString());
		assertThat(this.night.s3().openUploads()).isEmpty();
		this.night.leaveUnfinished();

		this.night.longhaul("rerun", "--file", this.file.toString());

		this.night.assertDelivered(this.file);
	}

	@Test
	void abort_of_a_number_that_is_unknown_aborts_nothing() {
		assertThat(longhaul("abort", "1", "2")).isEqualTo(2);
		assertThat(this.night.s3().openUploads()).hasSize(1);
	}

	@Test
	void an_upload_whose_definition_was_renamed_is_told_of_until_it_is_put_back() throws IOException {
		Path vault = this.folder.resolve("vault.yml");
		Path renamed = Files.move(vault, this.folder.resolve("renamed.yml"));
		String left = "upload 1 of " + this.file + " is unfinished, and its definition vault is not in " + this.folder;

		assertThat(said(0, "run")).contains(left).contains("end the upload by 'longhaul abort 1'");
		assertThat(said(0, "run", "renamed")).doesNotContain("upload 1");
		assertThat(this.night.longhaul("sweep"))
			.contains("upload 1 is unfinished, and no run goes on with it: its definition vault is not there")
			.doesNotContain("the next run goes on");
		assertThat(said(0, "rerun")).contains(left).contains("end the upload by 'longhaul abort 1'");
		assertThat(said(2, "rerun", "1"))
			.contains("nothing was sent: the definition vault of upload 1 is not in " + this.folder);
		assertThat(said(0, "rerun", "renamed")).doesNotContain("upload 1");
		assertThat(said(2, "abort", "1"))
			.contains("nothing was aborted: the definition vault of upload 1 is not in " + this.folder);

		Files.writeString(vault, Files.readString(renamed) + "enabled: false\n");
		assertThat(said(0, "run")).doesNotContain("is not in");
		assertThat(this.night.longhaul("abort", "1")).contains("aborted  upload 1");
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void an_upload_whose_definition_was_disabled_is_told_of_until_it_is_ended() {
		this.night.define("enabled: false\n");

		assertThat(said(0, "run"))
			.contains("upload 1 of " + this.file + " is unfinished, and its definition vault is disabled")
			.contains("enable it, run it by name, or end the upload by 'longhaul abort 1'");
		assertThat(said(0, "run", "--dry-run")).contains("its definition vault is disabled");
		assertThat(this.night.longhaul("sweep"))
			.contains("upload 1 is unfinished, and its definition vault is disabled")
			.contains("enable it, run it by name, or end the upload by 'longhaul abort 1'")
			.doesNotContain("the next run goes on");

		assertThat(said(0, "run", "vault")).isEmpty();
		this.night.assertDelivered(this.file);
	}

	@Test
	void an_upload_whose_definition_was_broken_is_not_passed_over_in_silence() throws IOException {
		Path vault = this.folder.resolve("vault.yml");
		String right = Files.readString(vault);
		Files.writeString(vault, "source: {directory: files}\n");

		assertThat(said(1, "rerun")).contains("its definition vault is not in " + this.folder + ", or cannot be read");
		assertThat(said(2, "rerun", "1")).contains("nothing was sent: the definition vault of upload 1 is not in");

		Files.writeString(vault, right);
		assertThat(said(0, "rerun")).isEmpty();
		this.night.assertDelivered(this.file);
	}

	@Test
	void many_uploads_of_a_definition_that_was_broken_are_told_of_once() throws IOException {
		for (int seed = 2; seed < 9; seed++) {
			this.night.file("more-%d.bin".formatted(seed), 100, seed);
		}
		this.night.s3().faults().add(Fault.onAny().answer(403, "AccessDenied"));
		this.night.run();
		this.night.s3().faults().clear();
		Files.writeString(this.folder.resolve("vault.yml"), "source: {directory: files}\n");

		assertThat(said(1, "rerun")).containsOnlyOnce("or cannot be read")
			.contains("7 more uploads of the definition vault are in the same state: ", ", …");
	}

	@Test
	void an_upload_with_two_definitions_of_its_name_is_left_alone() throws IOException {
		this.night.s3().createBucket("elsewhere");
		Path second = this.folder.resolve("vault.yaml");
		Files.copy(this.folder.resolve("vault.yml"), second);
		this.night.move("elsewhere", "region: us-east-1");

		assertThat(said(1, "rerun")).contains("its definition vault is not in " + this.folder + ", or cannot be read");
		assertThat(this.night.s3().openUploads()).hasSize(1);

		Files.move(second, this.folder.resolve("vault.yml"), StandardCopyOption.REPLACE_EXISTING);
		assertThat(said(0, "rerun")).isEmpty();
		this.night.assertDelivered(this.file);
	}

	/** What a command says on stderr. */
	private String said(int exitCode, String... arguments) {
		TypedCommand typed = TypedCommand.in(this.folder, arguments);
		assertThat(typed.exitCode()).as("%s", typed).isEqualTo(exitCode);
		return typed.err();
	}

	private int longhaul(String... arguments) {
		return TypedCommand.in(this.folder, arguments).exitCode();
	}

}
