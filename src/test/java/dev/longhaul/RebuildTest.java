package dev.longhaul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A repository that is lost, or has lost its last commits, is rebuilt from the store.
 */
class RebuildTest {

	private final Path home;

	private final Night night;

	private final Path file;

	RebuildTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.home = folder.resolve("home");
		this.file = this.night.file("big.bin", 3 * Night.PART + 1000, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void an_unfinished_upload_goes_on_though_the_home_is_lost() throws IOException {
		this.night.leaveUnfinished();
		FileSystemUtils.deleteRecursively(this.home);

		assertThat(only(this.night.run(new RunMode(false, true, false))).result()).isEqualTo(Result.DELIVERED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void an_upload_that_is_only_listed_any_more_is_passed_over() throws IOException {
		this.night.leaveUnfinished();
		FileSystemUtils.deleteRecursively(this.home);
		this.night.s3().faults().add(Fault.on(Op.LIST_PARTS).answer(404, "NoSuchUpload"));

		assertThat(only(this.night.run(new RunMode(false, true, false))).receipt().orElseThrow().attempt())
			.isEqualTo(1);
	}

	@Test
	void a_rebuilt_upload_survives_one_more_failure_and_a_lost_answer() throws IOException {
		this.night.leaveUnfinished();
		FileSystemUtils.deleteRecursively(this.home);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		assertThat(only(this.night.run(new RunMode(false, true, false))).result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().clear();
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().doneButAnswerLost());

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void an_upload_that_could_not_be_looked_for_is_looked_for_by_the_next_run() throws IOException {
		this.night.leaveUnfinished();
		FileSystemUtils.deleteRecursively(this.home);
		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).answer(403, "AccessDenied"));
		assertThat(only(this.night.run(new RunMode(false, true, false))).result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().clear();

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void an_upload_is_cut_as_it_was_although_the_definition_has_changed() throws IOException {
		this.night.leaveUnfinished();
		FileSystemUtils.deleteRecursively(this.home);
		Path definition = this.home.resolveSibling("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("part-size: 5MB", "part-size: 6MB"));

		assertThat(only(this.night.run(new RunMode(false, true, false))).receipt().orElseThrow().parts()).isEqualTo(4);
		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void a_rebuilt_upload_is_known_again_by_its_checksum_where_etags_are_no_md5s() throws IOException {
		this.night.defineDestination("store: aws, encryption: {type: sse-kms}");
		this.night.leaveUnfinished();
		FileSystemUtils.deleteRecursively(this.home);

		assertThat(only(this.night.run(new RunMode(false, true, false))).receipt().orElseThrow().proof())
			.isEqualTo("checksum");

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void parts_that_are_listed_without_etags_are_known_again_by_their_checksums() throws IOException {
		this.night.defineStore("aws", "part-size: 5MB");
		this.night.leaveUnfinished();
		FileSystemUtils.deleteRecursively(this.home);
		this.night.s3().faults().add(Fault.on(Op.LIST_PARTS).emptyEtags());

		assertThat(only(this.night.run(new RunMode(false, true, false))).result()).isEqualTo(Result.DELIVERED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void delivered_files_are_recognised_and_not_sent_again() throws IOException {
		this.night.file("small.bin", 1000, 2);
		this.night.file("empty.bin", 0, 3);
		assertThat(this.night.run()).allSatisfy((upload) -> assertThat(upload.result()).isEqualTo(Result.DELIVERED));
		int sent = bodies();
		assertThat(this.night.longhaul("run", "--dry-run", "--json")).contains("\"delivered\":true")
			.doesNotContain("\"delivered\":false");
		FileSystemUtils.deleteRecursively(this.home);
		assertThat(this.night.longhaul("run", "--rebuild", "--dry-run"))
			.contains("would send, but for what the store has of it  " + this.file);

		assertThat(this.night.run(new RunMode(false, true, false))).hasSize(3).allSatisfy((upload) -> {
			assertThat(upload.result()).isEqualTo(Result.DELIVERED);
			assertThat(upload.receipt().orElseThrow().bytesSent()).isZero();
		});

		assertThat(bodies()).isEqualTo(sent);
		assertThat(this.night.run()).allSatisfy((upload) -> assertThat(upload.result()).isEqualTo(Result.SKIPPED));
	}

	@Test
	void an_upload_of_other_bytes_is_not_taken_and_not_touched() throws IOException {
		this.night.leaveUnfinished();
		String other = this.night.s3().openUploads().get(0).uploadId();
		FileSystemUtils.deleteRecursively(this.home);
		this.night.file("big.bin", 3 * Night.PART + 1000, 99);

		assertThat(only(this.night.run(new RunMode(false, true, false))).result()).isEqualTo(Result.DELIVERED);

		assertThat(this.night.s3().openUploads()).singleElement()
			.satisfies((open) -> assertThat(open.uploadId()).isEqualTo(other));
	}

	@Test
	void a_repository_that_lost_its_last_commits_takes_its_upload_up_again() {
		Path old = this.home.resolveSibling("old");
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().then(() -> copy(this.home, old)));
		this.night.leaveUnfinished();
		copy(old, this.home);

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void what_was_completed_since_the_home_was_copied_is_proved_and_not_sent_again() {
		completeSinceACopy();
		int sent = bodies();

		UploadOutcome again = this.night.runOne();

		assertThat(again.result()).isEqualTo(Result.RESUMED);
		assertThat(again.receipt().orElseThrow().proof()).isEqualTo("etag");
		assertThat(bodies()).isEqualTo(sent);
		this.night.assertDelivered(this.file);
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void an_object_that_was_found_and_is_gone_before_its_proof_is_sent_again() {
		completeSinceACopy();
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).skip(1).answer(404, "NoSuchKey"));
		this.night.s3().faults().add(Fault.on(Op.GET_OBJECT).answer(404, "NoSuchKey"));
		assertThat(this.night.runOne().message()).contains("is not proved");
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).once().then(this.night.s3().faults()::clear));

		assertThat(this.night.runOne().receipt().orElseThrow().attempt()).isEqualTo(2);
	}

	@Test
	void who_is_not_told_that_there_is_no_object_begins_anew() {
		this.night.leaveUnfinished();
		this.night.s3().faults().add(Fault.on(Op.LIST_PARTS).once().vanish());
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).once().answer(403, "AccessDenied"));

		assertThat(this.night.runOne().receipt().orElseThrow().attempt()).isEqualTo(2);
	}

	@Test
	void an_object_of_another_upload_does_not_end_one_that_is_gone() throws IOException {
		this.night.leaveUnfinished();
		Path old = this.home.resolveSibling("old");
		copy(this.home, old);
		this.night.longhaul("abort", "1");
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		copy(old, this.home);

		assertThat(this.night.runOne().receipt().orElseThrow().attempt()).isEqualTo(2);
	}

	@Test
	void an_upload_of_another_that_was_taken_up_after_a_kill_is_known_again_by_its_content() throws IOException {
		Path old = this.home.resolveSibling("old");
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().then(() -> copy(this.home, old)));
		this.night.leaveUnfinished();
		this.night.longhaul("abort", "1");
		copy(old, this.home);
		Stranger.sends(this.night.s3(), Night.BUCKET, "big.bin",
				Arrays.copyOf(Files.readAllBytes(this.file), Night.PART));

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	/**
	 * An upload that was completed after the home was copied, and the copy in its place.
	 */
	private void completeSinceACopy() {
		this.night.leaveUnfinished();
		Path old = this.home.resolveSibling("old");
		copy(this.home, old);
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		copy(old, this.home);
	}

	private int bodies() {
		return this.night.s3().requests(Op.UPLOAD_PART).size() + this.night.s3().requests(Op.PUT_OBJECT).size();
	}

	private static UploadOutcome only(List<UploadOutcome> outcomes) {
		assertThat(outcomes).hasSize(1);
		return outcomes.get(0);
	}

	/** The database's files as they are on the disk at this moment. */
	private static void copy(Path from, Path to) {
		try {
			FileSystemUtils.deleteRecursively(to);
			Files.createDirectories(to);
			try (Stream<Path> files = Files.list(from)) {
				for (Path file : files.filter((it) -> !it.toString().endsWith(".open")).toList()) {
					if (Files.isRegularFile(file)) {
						Files.copy(file, to.resolve(file.getFileName()));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
