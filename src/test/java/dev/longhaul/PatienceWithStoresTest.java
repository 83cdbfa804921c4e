package dev.longhaul;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * While a store takes its time, the repository is free: HSQLDB's checkpoint, which comes
 * by itself when its log has grown, waits for open transactions and lets nobody else in.
 */
class PatienceWithStoresTest {

	@TempDir
	private Path folder;

	private Night night;

	private final CompletableFuture<Boolean> compacted = new CompletableFuture<>();

	@BeforeEach
	void start() {
		this.night = Night.in(this.folder);
	}

	@AfterEach
	void stop() {
		this.night.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "LIST_PARTS", "COMPLETE_MULTIPART_UPLOAD", "HEAD_OBJECT" })
	void the_repository_is_compacted_while_an_upload_waits_for_the_store(Op slow) {
		Path file = this.night.file("large.dump", 6 * Night.PART, 1);
		this.night.leaveUnfinished();
		compactDuring(slow);

		assertThat(this.night.runOne().result()).isEqualTo(UploadOutcome.Result.RESUMED);

		assertThat(this.compacted).isCompletedWithValue(true);
		this.night.assertDelivered(file);
	}

	@Test
	void the_repository_is_compacted_while_a_small_file_is_proved() {
		this.night.file("small.dump", 4711, 1);
		compactDuring(Op.HEAD_OBJECT);

		assertThat(this.night.runOne().result()).isEqualTo(UploadOutcome.Result.DELIVERED);

		assertThat(this.compacted).isCompletedWithValue(true);
	}

	@Test
	void the_repository_is_compacted_while_a_small_file_is_proved_by_its_etag() {
		this.night.defineStore("aws", "part-size: 5MB");
		this.night.file("small.dump", 4711, 1);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).ignoreChecksums());
		compactDuring(Op.HEAD_OBJECT);

		assertThat(this.night.runOne().result()).isEqualTo(UploadOutcome.Result.DELIVERED);

		assertThat(this.compacted).isCompletedWithValue(true);
	}

	@Test
	void the_repository_is_compacted_while_an_upload_is_aborted() throws Exception {
		Path file = this.night.file("large.dump", 6 * Night.PART, 1);
		this.night.leaveUnfinished();
		Files.write(file, "more".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
		compactDuring(Op.ABORT_MULTIPART_UPLOAD);

		this.night.run();

		assertThat(this.compacted).isCompletedWithValue(true);
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void the_repository_is_compacted_while_a_twin_is_looked_for() {
		Path file = this.night.file("large.dump", 6 * Night.PART, 1);
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).once().doneButAnswerLost());
		compactDuring(Op.LIST_MULTIPART_UPLOADS);

		assertThat(this.night.runOne().result()).isEqualTo(UploadOutcome.Result.DELIVERED);

		assertThat(this.compacted).isCompletedWithValue(true);
		assertThat(this.night.s3().requests(Op.LIST_PARTS)).as("looks at the parts of a twin alone")
			.extracting(RecordedRequest::uploadId)
			.doesNotContain(this.night.s3().requests(Op.COMPLETE_MULTIPART_UPLOAD).get(0).uploadId());
		this.night.assertDelivered(file);
	}

	/** The store answers only when the repository is compacted, or in vain. */
	private void compactDuring(Op slow) {
		this.night.s3().faults().add(Fault.on(slow).once().then(() -> {
			CompletableFuture<Boolean> compaction = OwnThread.supply(this.night::compact);
			this.compacted.complete(compaction.completeOnTimeout(false, 20, TimeUnit.SECONDS).join());
		}));
	}

}
