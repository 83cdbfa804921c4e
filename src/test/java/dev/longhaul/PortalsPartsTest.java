package dev.longhaul;

import java.nio.file.Path;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page of somebody else's, behind a 200, in the place of the store's answer to what is
 * sent, and to what is tried of it.
 */
class PortalsPartsTest {

	@TempDir
	private Path folder;

	private Night night;

	@BeforeEach
	void open() {
		this.night = Night.in(this.folder);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "store: auto, if-exists: skip", "store: minio, if-exists: fail", "store: auto" })
	void nothing_is_learnt_of_the_store(String destination) {
		this.night.file("small.bin", 1000, 1);
		this.night.defineDestination(destination);
		this.night.s3().faults().add(Fault.onAny().strangersPage(200));
		assertThat(this.night.runOne().cure()).isEqualTo(Cure.RERUN);

		this.night.s3().faults().clear();
		Path next = this.night.file("next.bin", 1000, 2);
		assertThat(this.night.run()).hasSize(2)
			.allSatisfy((outcome) -> assertThat(outcome.receipt()).as("%s", outcome).isPresent())
			.filteredOn((outcome) -> outcome.file().equals(next))
			.singleElement()
			.satisfies((outcome) -> assertThat(outcome.receipt().orElseThrow().proof()).isEqualTo("checksum"));
	}

	@ParameterizedTest
	@EnumSource(names = { "UPLOAD_PART", "PUT_OBJECT", "HEAD_OBJECT", "COMPLETE_MULTIPART_UPLOAD" })
	void the_next_run_delivers(Op op) {
		Path big = this.night.file("big.bin", 2 * Night.PART, 1);
		Path small = this.night.file("small.bin", 1000, 2);
		this.night.s3().faults().add(Fault.on(op).strangersPage(200));
		assertThat(this.night.run()).filteredOn((outcome) -> outcome.result() == Result.FAILED)
			.isNotEmpty()
			.allSatisfy((outcome) -> assertThat(outcome.cure()).as("%s", outcome).isEqualTo(Cure.RERUN))
			.allSatisfy((outcome) -> assertThat(outcome.message()).contains("it is no answer of S3"));

		this.night.s3().faults().clear();
		this.night.run();
		this.night.assertDelivered(big);
		assertThat(this.night.s3().object(Night.BUCKET, "small.bin").mismatch(small)).isEqualTo(-1);
	}

	@Test
	void an_object_that_was_made_behind_the_page_is_not_made_again() {
		Path big = this.night.file("big.bin", 2 * Night.PART, 1);
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).doneBehindStrangersPage());

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		this.night.assertDelivered(big);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	@Test
	void a_page_is_not_compared_with_the_file() {
		Path small = this.night.file("small.bin", 30, 2);
		this.night.runOne();
		this.night.s3().faults().add(Fault.on(Op.GET_OBJECT).strangersPage(200));

		assertThat(this.night.longhaul(1, "verify", "--download", small.toString())).contains("it is no answer of S3");
	}

}
