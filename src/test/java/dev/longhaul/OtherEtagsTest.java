package dev.longhaul;

import java.nio.file.Path;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Some stores make ETags of parts' that look like S3's and follow a rule of their own.
 */
class OtherEtagsTest {

	@TempDir
	private Path folder;

	private Night night;

	private Path file;

	@BeforeEach
	void open() {
		this.night = Night.in(this.folder);
		this.file = this.night.file("big.bin", 2 * Night.PART + 1000, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void prove_nothing_and_disprove_nothing() {
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).otherEtagsOfParts());
		this.night.s3().faults().add(Fault.on(Op.GET_OBJECT).ignoreHeaders("if-match"));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.result()).as("%s", outcome).isEqualTo(Result.DELIVERED);
		assertThat(outcome.receipt().orElseThrow().proof()).isEqualTo("content-md5");
		assertThat(this.night.longhaul("verify", this.file.toString())).contains("every byte");
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);
		assertThat(this.night.s3().objects()).hasSize(1);
	}

	@Test
	void leave_marker_and_size_where_no_content_md5_is_looked_at() {
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).otherEtagsOfParts());
		this.night.s3().faults().add(Fault.onAny().believeContentMd5());

		assertThat(this.night.runOne().receipt().orElseThrow().proof()).isEqualTo("size");
	}

	@Test
	void leave_marker_and_size_of_an_object_where_content_md5_is_looked_at_in_parts_only() {
		this.night.defineTo("encryption: {type: sse-kms}", "part-size: 32MB");
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).believeContentMd5());

		assertThat(this.night.runOne().receipt().orElseThrow().proof()).isEqualTo("size");
		assertThat(this.night.s3().objects()).as("what a trial has put is taken away").hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "generic, PUT_OBJECT", "aws, PUT_OBJECT", "generic, CREATE_MULTIPART_UPLOAD" })
	void are_not_assumed(String store, Op refused) {
		this.night.defineStore(store, "part-size: 5MB, integrity: md5");
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).key("big.bin").otherEtagsOfParts());
		this.night.s3().faults().add(Fault.on(refused).skip(1).answer(403, "AccessDenied"));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.result()).isEqualTo(Result.FAILED);
		assertThat(outcome.message()).contains("big.bin is not proved: its ETag is 0123456789abcdef");
		assertThat(this.night.s3().objects()).hasSize(1);
	}

}
