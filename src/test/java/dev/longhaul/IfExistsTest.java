package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens to a key that has an object already, or gets one meanwhile.
 */
class IfExistsTest {

	private static final int BIG = 2 * Night.PART + 1;

	private final Path folder;

	private final Night night;

	IfExistsTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, BIG })
	void skip_sends_nothing_and_that_is_well(int size) {
		this.night.file("a.bin", size, 1);
		String before = strangersObject("a.bin");
		this.night.defineDestination("if-exists: skip");

		for (int run = 1; run <= 2; run++) {
			UploadOutcome outcome = this.night.runOne();
			assertThat(outcome.result()).isEqualTo(Result.TURNED_AWAY);
			assertThat(outcome.message()).contains("exists already");
		}

		assertThat(etag("a.bin")).isEqualTo(before);
		assertThat(this.night.s3().bodies("a.bin")).as("the stranger's only").isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, BIG })
	void fail_sends_nothing_and_is_for_a_person(int size) {
		this.night.file("a.bin", size, 1);
		String before = strangersObject("a.bin");
		this.night.defineDestination("if-exists: fail");

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.needsPerson()).isTrue();
		assertThat(outcome.message()).contains("a.bin exists already");
		assertThat(outcome.cure()).isEqualTo(Cure.PERSON);
		assertThat(etag("a.bin")).isEqualTo(before);
		assertThat(this.night.s3().bodies("a.bin")).as("the stranger's only").isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, BIG })
	void an_object_that_comes_meanwhile_is_not_replaced(int size) {
		this.night.file("a.bin", size, 1);
		this.night.defineDestination("if-exists: fail");
		Op last = (size == BIG) ? Op.COMPLETE_MULTIPART_UPLOAD : Op.PUT_OBJECT;
		this.night.s3().faults().add(Fault.on(last).key("a.bin").once().then(() -> strangersObject("a.bin")));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.needsPerson()).as("%s", outcome).isTrue();
		assertThat(outcome.cure()).isEqualTo(Cure.PERSON);
		assertThat(outcome.message()).contains("exists already");
		assertThat(this.night.s3().object(Night.BUCKET, "a.bin").size()).isEqualTo(5);
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void skip_is_content_with_an_object_that_comes_meanwhile() {
		this.night.file("a.bin", BIG, 1);
		this.night.defineDestination("if-exists: skip");
		this.night.s3()
			.faults()
			.add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).key("a.bin").once().then(() -> strangersObject("a.bin")));

		assertThat(this.night.runOne().result()).isEqualTo(Result.TURNED_AWAY);
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void a_condition_that_fails_in_the_body_of_a_200_is_understood() {
		this.night.file("a.bin", BIG, 1);
		this.night.defineDestination("if-exists: skip");
		Op last = Op.COMPLETE_MULTIPART_UPLOAD;
		this.night.s3().faults().add(Fault.on(last).key("a.bin").once().then(() -> strangersObject("a.bin")));
		this.night.s3().faults().add(Fault.on(last).key("a.bin").once().okWithErrorBody("PreconditionFailed"));

		assertThat(this.night.runOne().result()).isEqualTo(Result.TURNED_AWAY);
		assertThat(this.night.s3().object(Night.BUCKET, "a.bin").size()).isEqualTo(5);
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, BIG })
	void a_lost_answer_does_not_make_our_object_a_strangers(int size) {
		Path file = this.night.file("a.bin", size, 1);
		this.night.defineDestination("if-exists: fail");
		Op last = (size == BIG) ? Op.COMPLETE_MULTIPART_UPLOAD : Op.PUT_OBJECT;
		this.night.s3().faults().add(Fault.on(last).key("a.bin").once().doneButAnswerLost());

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
		if (size == BIG) {
			this.night.assertDelivered(file);
		}
	}

	@ParameterizedTest
	@CsvSource({ "1000, 409, ConditionalRequestConflict", BIG + ", 409, ConditionalRequestConflict",
			BIG + ", 404, NoSuchKey" })
	void a_conflict_with_another_write_begins_the_upload_anew(int size, int status, String code) throws IOException {
		Path file = this.night.file("a.bin", size, 1);
		this.night.defineDestination("if-exists: fail");
		Op last = (size == BIG) ? Op.COMPLETE_MULTIPART_UPLOAD : Op.PUT_OBJECT;
		this.night.s3().faults().add(Fault.on(last).key("a.bin").once().answer(status, code));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.result()).as("%s", outcome).isEqualTo(Result.DELIVERED);
		assertThat(outcome.receipt().orElseThrow().attempt()).isEqualTo(2);
		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.s3().object(Night.BUCKET, "a.bin").mismatch(file)).isEqualTo(-1);
	}

	@Test
	void a_repetition_that_conflicts_with_its_own_first_try_keeps_the_parts() {
		Path file = this.night.file("a.bin", BIG, 1);
		this.night.defineDestination("if-exists: fail");
		Op last = Op.COMPLETE_MULTIPART_UPLOAD;
		this.night.s3().faults().add(Fault.on(last).key("a.bin").once().resetBeforeAnswer());
		this.night.s3().faults().add(Fault.on(last).key("a.bin").answer(409, "ConditionalRequestConflict"));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.cure()).as("%s", outcome).isEqualTo(Cure.RERUN);
		assertThat(outcome.message()).contains("its own first try");
		this.night.s3().faults().clear();
		int sent = this.night.s3().requests(Op.UPLOAD_PART).size();
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		assertThat(this.night.s3().requests(Op.UPLOAD_PART)).hasSize(sent);
		this.night.assertDelivered(file);
	}

	@Test
	void the_other_write_of_a_conflict_may_have_made_an_object() {
		this.night.file("a.bin", BIG, 1);
		this.night.defineDestination("if-exists: fail");
		Op last = Op.COMPLETE_MULTIPART_UPLOAD;
		this.night.s3().faults().add(Fault.on(last).key("a.bin").once().answer(409, "ConditionalRequestConflict"));
		this.night.s3().faults().add(Fault.on(last).key("a.bin").once().then(() -> strangersObject("a.bin")));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.needsPerson()).as("%s", outcome).isTrue();
		assertThat(outcome.cure()).isEqualTo(Cure.PERSON);
		assertThat(outcome.message()).contains("exists already");
		assertThat(this.night.s3().object(Night.BUCKET, "a.bin").size()).isEqualTo(5);
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "auto, skip", "auto, fail", "r2, skip", "r2, fail" })
	void a_store_that_ignores_the_condition_is_refused(String store, String wish) {
		this.night.file("a.bin", 1000, 1);
		this.night.defineDestination("store: %s, if-exists: %s".formatted(store, wish));
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).ignoreHeaders("if-none-match"));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.needsPerson()).isTrue();
		assertThat(outcome.message())
			.contains("ignores If-None-Match on CompleteMultipartUpload, so 'if-exists: " + wish + "' cannot be kept");
		assertThat(this.night.s3().objects()).isEmpty();
	}

	@Test
	void a_store_that_ignores_the_condition_is_not_gone_on_with_but_to_abort() throws IOException {
		Path file = this.night.file("big.bin", 3 * Night.PART + 1000, 1);
		this.night.leaveUnfinished();
		strangersObject("big.bin");
		this.night.defineDestination("if-exists: fail");
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).ignoreHeaders("if-none-match"));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.needsPerson()).as("%s of %s", outcome, file).isTrue();
		assertThat(outcome.message()).contains("ignores If-None-Match");
		assertThat(this.night.s3().object(Night.BUCKET, "big.bin").size()).isEqualTo(5);
		Files.delete(file);
		this.night.run();
		assertThat(this.night.s3().openUploads()).as("of a file that is gone").isEmpty();
		assertThat(this.night.s3().object(Night.BUCKET, "big.bin").size()).isEqualTo(5);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, BIG })
	void what_was_delivered_is_known_again_where_the_repository_is_lost(int size) throws IOException {
		this.night.file("a.bin", size, 1);
		this.night.file("theirs.bin", size, 2);
		String theirs = strangersObject("theirs.bin");
		this.night.defineDestination("if-exists: skip");
		this.night.run();
		long sent = this.night.s3().bodies("a.bin");
		FileSystemUtils.deleteRecursively(this.folder.resolve("home"));

		assertThat(this.night.run(new RunMode(false, true, false))).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.DELIVERED, Result.TURNED_AWAY);

		assertThat(this.night.s3().bodies("a.bin")).isEqualTo(sent);
		assertThat(this.night.s3().bodies("theirs.bin")).as("the stranger's only").isEqualTo(1);
		assertThat(etag("theirs.bin")).isEqualTo(theirs);
		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SKIPPED, Result.TURNED_AWAY);
	}

	/** Five bytes that somebody else puts. */
	private String strangersObject(String key) {
		Stranger.puts(this.night.s3(), Night.BUCKET, key);
		return etag(key);
	}

	private String etag(String key) {
		return this.night.s3().object(Night.BUCKET, key).etag();
	}

}
