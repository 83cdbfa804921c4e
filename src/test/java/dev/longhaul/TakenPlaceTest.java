package dev.longhaul;

import java.nio.file.Path;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody else's object takes the key between the end of an upload and its proof: it is
 * kept until a person has looked at it, whatever the runs in between learn of it.
 */
class TakenPlaceTest {

	private static final int BIG = 2 * Night.PART + 1;

	private final Night night;

	TakenPlaceTest(@TempDir Path folder) {
		this.night = Night.in(folder);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, BIG })
	void an_object_that_takes_the_place_of_ours_before_the_proof_is_not_replaced_unless_that_is_said(int size) {
		Path file = this.night.file("a.bin", size, 1);
		Op last = (size == BIG) ? Op.COMPLETE_MULTIPART_UPLOAD : Op.PUT_OBJECT;
		this.night.s3().faults().add(Fault.on(last).key("a.bin").once().whenDone(() -> strangersObject("a.bin")));
		assertTaken(this.night.runOne());
		long sent = this.night.s3().bodies("a.bin");

		// nothing is known of the object meanwhile
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).once().answer(403, "AccessDenied"));
		assertThat(this.night.runOne().needsPerson()).isTrue();
		assertTaken(this.night.runOne());

		assertThat(this.night.s3().bodies("a.bin")).as("sent again").isEqualTo(sent);
		assertThat(this.night.s3().object(Night.BUCKET, "a.bin").size()).isEqualTo(5);
		this.night.longhaul("run", "--again", "--file", file.toString());
		assertThat(this.night.s3().object(Night.BUCKET, "a.bin").size()).isEqualTo(size);
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, BIG })
	void an_object_that_took_the_place_of_ours_is_kept_though_its_first_look_was_refused(int size) {
		this.night.file("a.bin", size, 1);
		Op last = (size == BIG) ? Op.COMPLETE_MULTIPART_UPLOAD : Op.PUT_OBJECT;
		this.night.s3().faults().add(Fault.on(last).key("a.bin").once().whenDone(() -> strangersObject("a.bin")));
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).key("a.bin").answer(403, "AccessDenied"));
		assertThat(this.night.runOne().needsPerson()).isTrue();
		this.night.s3().faults().clear();
		long sent = this.night.s3().bodies("a.bin");

		assertTaken(this.night.runOne());

		assertThat(this.night.s3().bodies("a.bin")).as("sent again").isEqualTo(sent);
		assertThat(this.night.s3().object(Night.BUCKET, "a.bin").size()).isEqualTo(5);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, BIG })
	void an_object_that_took_the_place_of_ours_is_kept_though_its_bucket_was_away_meanwhile(int size) {
		this.night.file("a.bin", size, 1);
		Op last = (size == BIG) ? Op.COMPLETE_MULTIPART_UPLOAD : Op.PUT_OBJECT;
		this.night.s3().faults().add(Fault.on(last).key("a.bin").once().whenDone(() -> strangersObject("a.bin")));
		assertTaken(this.night.runOne());
		long sent = this.night.s3().bodies("a.bin");
		for (Op op : Op.values()) {
			this.night.s3().faults().add(Fault.on(op).answer(404, "NoSuchBucket"));
		}
		assertThat(this.night.runOne().needsPerson()).isTrue();
		this.night.s3().faults().clear();

		assertTaken(this.night.runOne());

		assertThat(this.night.s3().bodies("a.bin")).as("sent again").isEqualTo(sent);
		assertThat(this.night.s3().object(Night.BUCKET, "a.bin").size()).isEqualTo(5);
	}

	@Test
	void a_place_that_another_object_took_and_left_is_filled_by_the_next_run() {
		this.night.file("a.bin", 1000, 1);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).once().whenDone(() -> strangersObject("a.bin")));
		assertTaken(this.night.runOne());
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).times(2).answer(404, "NoSuchKey"));
		this.night.s3().faults().add(Fault.on(Op.GET_OBJECT).once().answer(404, "NoSuchKey"));

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		assertThat(this.night.s3().object(Night.BUCKET, "a.bin").size()).isEqualTo(1000);
	}

	private static void assertTaken(UploadOutcome outcome) {
		assertThat(outcome.needsPerson()).as("%s", outcome).isTrue();
		assertThat(outcome.cure()).isEqualTo(Cure.PERSON);
		assertThat(outcome.message()).contains("another object has taken its place").contains("--again");
	}

	/** Five bytes that somebody else puts. */
	private void strangersObject(String key) {
		Stranger.puts(this.night.s3(), Night.BUCKET, key);
	}

}
