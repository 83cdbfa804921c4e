package dev.longhaul.doctor;

import java.nio.file.Path;
import java.util.List;

import dev.longhaul.doctor.Check.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.OpenUpload;
import dev.longhaul.stub.StrictS3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the store answers the doctor: what it began there it takes away, or names.
 */
class DoctorLeavesNothingTest {

	private final ExaminedStore examined;

	DoctorLeavesNothingTest(@TempDir Path folder) {
		this.examined = new ExaminedStore(folder);
	}

	@AfterEach
	void nothing_stays() {
		this.examined.close();
	}

	@Test
	void an_abort_that_is_refused_tells_what_is_left() {
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		this.examined.leavesSomething();

		List<Check> checks = this.examined.practice(s3).define("vault", "").examine();

		assertThat(Practice.names(checks, Result.FAIL)).containsExactly("abort", "left-behind");
		assertThat(Practice.only(checks, "abort").advice()).contains("s3:AbortMultipartUpload");
		OpenUpload left = s3.openUploads().get(0);
		assertThat(Practice.only(checks, "left-behind").message()).contains(left.key()).contains(left.uploadId());
		assertThat(Practice.only(checks, "left-behind").advice()).contains("abort it by hand");
	}

	@Test
	void an_abort_that_leaves_parts_is_repeated() {
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).abortLeavesParts(2));

		assertThat(Practice.only(this.examined.practice(s3).define("vault", "").examine(), "abort").result())
			.isEqualTo(Result.OK);
	}

	@Test
	void an_upload_whose_id_nobody_learned_is_taken_away() {
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).doneButAnswerLost());

		List<Check> checks = this.examined.practice(s3).define("vault", "").examine();

		assertThat(Practice.only(checks, "create").result()).isEqualTo(Result.FAIL);
		assertThat(s3.requests(Op.ABORT_MULTIPART_UPLOAD)).isNotEmpty();
	}

	@Test
	void a_twin_of_the_probe_is_taken_away() {
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().doneButAnswerLost());

		List<Check> checks = this.examined.practice(s3).define("vault", "").examine();

		assertThat(Practice.only(checks, "create").result()).isEqualTo(Result.OK);
		assertThat(checks).filteredOn((check) -> check.name().equals("abort"))
			.extracting(Check::result)
			.containsExactly(Result.OK, Result.OK);
	}

	@Test
	void a_store_that_fails_in_between_is_left_clean() {
		StrictS3 s3 = this.examined.start();
		s3.faults().add(Fault.on(Op.UPLOAD_PART).answer(500, "InternalError"));
		s3.faults().add(Fault.on(Op.LIST_PARTS).once().resetBeforeAnswer());

		List<Check> checks = this.examined.practice(s3).define("vault", "").examine();

		assertThat(Practice.names(checks, Result.FAIL)).containsExactly("part");
		assertThat(Practice.only(checks, "abort").result()).isEqualTo(Result.OK);
	}

}
