package dev.longhaul;

import java.nio.file.Path;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads that their store never began, because it knows no bucket of the name.
 */
class NeverBegunTest {

	private final Night night;

	NeverBegunTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.night.file("one.bin", 3 * Night.PART, 1);
		this.night.file("two.bin", 3 * Night.PART, 2);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void an_upload_whose_bucket_never_existed_ends_by_an_abort() {
		this.night.file("small.bin", 10, 3);
		this.night.move("vualt", "path-style: true");
		this.night.longhaul(3, "run");
		this.night.longhaul(3, "run");

		assertThat(this.night.longhaul("abort", "1", "2", "3")).contains("longhaul: 3 aborted");

		assertThat(this.night.status()).contains("nothing is under way or unfinished");
	}

	@Test
	void an_upload_that_may_have_been_begun_before_its_bucket_was_gone_is_not_taken_for_ended() {
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).key("one.bin").once().doneButAnswerLost());
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).key("two.bin").once().doneButAnswerLost());
		this.night.s3().faults().add(Fault.onAny().answer(404, "NoSuchBucket"));
		this.night.longhaul(3, "run");
		assertThat(this.night.s3().openUploads()).hasSize(2);

		assertThat(this.night.longhaul(3, "abort", "1", "2"))
			.containsOnlyOnce("the abort failed, the next run repeats it ('longhaul abort --forget ")
			.contains("… and 1 more file for the same reason");
		assertThat(this.night.status()).containsOnlyOnce("the abort failed")
			.contains("for the same reason as upload 1");

		this.night.s3().faults().clear();
		this.night.longhaul("run");
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void a_bucket_that_was_named_wrongly_leaves_nothing_once_its_name_is_corrected() {
		this.night.move("vualt", "path-style: true");
		this.night.longhaul(3, "run");
		this.night.define("");

		assertThat(this.night.longhaul("run")).contains("longhaul: 2 delivered, 2 superseded");

		assertThat(this.night.status()).contains("nothing is under way or unfinished");
	}

	@Test
	void what_ends_an_upload_in_a_former_bucket_that_is_gone_is_said_once() {
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).key("one.bin").once().doneButAnswerLost());
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).answer(404, "NoSuchBucket"));
		this.night.longhaul(3, "run");
		this.night.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).answer(404, "NoSuchBucket"));
		this.night.s3().createBucket("second");
		this.night.move("second", "path-style: true");

		assertThat(this.night.longhaul(3, "run")).containsOnlyOnce("longhaul abort --forget");
	}

	@Test
	void an_upload_whose_bucket_is_made_in_the_end_is_begun_once() {
		this.night.move("vualt", "path-style: true");
		this.night.longhaul(3, "run");
		this.night.s3().createBucket("vualt");

		assertThat(this.night.longhaul("run")).contains("longhaul: 2 resumed");

		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.s3().completesThatTookEffect("one.bin")).isEqualTo(1);
	}

}
