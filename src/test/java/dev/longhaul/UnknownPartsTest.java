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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Complete says that the store does not have a part (InvalidPart), again and again.
 */
class UnknownPartsTest {

	private final Night night;

	private final Path file;

	UnknownPartsTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", Night.PART + 1000, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_store_that_lists_each_part_and_does_not_join_them_is_for_a_person_from_the_second_time_on() {
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).answer(400, "InvalidPart"));
		assertThat(this.night.runOne().cure()).isEqualTo(Cure.RERUN);

		for (int run = 2; run <= 3; run++) {
			UploadOutcome outcome = this.night.runOne();
			assertThat(outcome.cure()).as("%s", outcome).isEqualTo(Cure.PERSON);
			assertThat(outcome.message()).contains("InvalidPart", "lists every part", "'longhaul abort'");
		}

		assertThat(this.night.resentParts("big.bin")).isZero();
		this.night.s3().faults().clear();
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		this.night.assertDelivered(this.file);
	}

	@Test
	void a_store_that_loses_a_part_twice_is_for_another_run_each_time() {
		this.night.s3()
			.faults()
			.add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD)
				.times(2)
				.then(() -> Stranger.sendsPart(this.night.s3(), this.night.s3().openUploads().get(0), 2)));

		assertThat(this.night.runOne().cure()).isEqualTo(Cure.RERUN);
		assertThat(this.night.runOne().cure()).isEqualTo(Cure.RERUN);

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		this.night.assertDelivered(this.file);
	}

}
