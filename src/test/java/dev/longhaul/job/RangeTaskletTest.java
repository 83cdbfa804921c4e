package dev.longhaul.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.OwnThread;
import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.part.PartRange;
import dev.longhaul.part.PartSize;
import dev.longhaul.store.ForwardingStore;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.AccessKeys;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.upload.PartPlaces;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * One call is one part and one entry of the checkpoint.
 */
@ExtendWith(AccessKeys.class)
class RangeTaskletTest {

	private static final int PART = 5 << 20;

	private final StrictS3 s3 = StrictS3.start().createBucket("vault");

	private S3ObjectStores stores = new S3ObjectStores(1);

	private static final CheckpointInterval SELDOM = new CheckpointInterval(Duration.ofDays(1));

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final StopSwitch stop = new StopSwitch(() -> this.stores.endPauses(), () -> this.stores.close());

	@TempDir
	private Path folder;

	private StepExecution range;

	private CurrentUploads uploads;

	private RangeTasklet tasklet;

	@BeforeEach
	void aRangeOfTwoParts() throws Exception {
		aRangeOfTwoParts("", this.stores);
	}

	private void aRangeOfTwoParts(String destination) throws Exception {
		aRangeOfTwoParts(destination, this.stores);
	}

	private void aRangeOfTwoParts(String destination, ObjectStores stores) throws Exception {
		Path file = Files.write(this.folder.resolve("two.bin"), new byte[2 * PART]);
		Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
		PlannedUpload planned = PlannedUpload.of(this.folder, file,
				"endpoint: \"%s\"%s".formatted(this.s3.endpoint(), destination), new PartSize(PART), stores,
				new PartPlaces(8));
		this.uploads = planned.uploads();
		this.tasklet = new RangeTasklet(this.uploads, this.stop, CheckpointInterval.EACH_PART);
		CurrentUpload upload = this.uploads.of(planned.execution());
		upload.context().creation().upload(upload.store().create(upload.object().spec()).upload());
		this.range = planned.step("range:parts-00001");
		this.range.setExecutionContext(RangeContext.of(new PartRange(1, 2), Checkpoint.of(List.of())));
	}

	@AfterEach
	void close() {
		this.stores.close();
		this.s3.close();
	}

	@Test
	void each_call_sends_one_part_and_notes_it_where_that_takes_long() throws Exception {
		assertThat(call()).isEqualTo(RepeatStatus.CONTINUABLE);
		assertThat(this.range.getExecutionContext().getString("parts")).matches("1 [0-9a-f]{32}");
		assertThat(call()).isEqualTo(RepeatStatus.FINISHED);
		assertThat(this.range.getExecutionContext().getString("parts")).matches("1 [0-9a-f]{32}\n2 [0-9a-f]{32}");
		assertThat(this.range.getExecutionContext().getLong("bytes-sent")).isEqualTo(2L * PART);
		assertThat(call()).isEqualTo(RepeatStatus.FINISHED);
		assertThat(this.s3.requests(Op.UPLOAD_PART)).hasSize(2);
	}

	@Test
	void a_call_sends_several_parts_where_they_are_fast() throws Exception {
		this.tasklet = new RangeTasklet(this.uploads, this.stop, SELDOM);

		assertThat(call()).isEqualTo(RepeatStatus.FINISHED);

		assertThat(this.range.getExecutionContext().getString("parts")).matches("1 [0-9a-f]{32}\n2 [0-9a-f]{32}");
		assertThat(this.range.getExecutionContext().getLong("bytes-sent")).isEqualTo(2L * PART);
	}

	@Test
	void a_part_that_no_list_of_the_store_could_tell_is_committed_by_itself() throws Exception {
		aRangeOfTwoParts(", encryption: {type: sse-kms}");
		this.tasklet = new RangeTasklet(this.uploads, this.stop, SELDOM);

		assertThat(call()).isEqualTo(RepeatStatus.CONTINUABLE);

		assertThat(this.s3.requests(Op.UPLOAD_PART)).hasSize(1);
	}

	@Test
	void what_was_sent_before_a_failure_is_noted_and_the_failure_is_the_next_calls() throws Exception {
		this.tasklet = new RangeTasklet(this.uploads, this.stop, SELDOM);
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).part(2).answer(403, "AccessDenied"));
		ChunkContext chunk = new ChunkContext(new StepContext(this.range));

		assertThat(this.tasklet.execute(new StepContribution(this.range), chunk)).isEqualTo(RepeatStatus.CONTINUABLE);
		assertThat(this.range.getExecutionContext().getString("parts")).matches("1 [0-9a-f]{32}");
		assertThatThrownBy(() -> this.tasklet.execute(new StepContribution(this.range), chunk))
			.hasMessageContaining("UploadPart 2 of two.bin")
			.hasMessageContaining("403 AccessDenied");
		assertThat(this.s3.requests(Op.UPLOAD_PART)).hasSize(2);
	}

	@Test
	void a_stop_begins_no_part() {
		this.stop.stop();
		assertThatThrownBy(this::call).isInstanceOf(JobInterruptedException.class);
		assertThat(this.s3.requests(Op.UPLOAD_PART)).isEmpty();
	}

	@Test
	void a_stop_ends_the_pause_before_the_next_try_of_a_part() throws Exception {
		this.stores.close();
		this.stores = new S3ObjectStores(1, Duration.ofDays(1));
		aRangeOfTwoParts();
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).answer(503, "SlowDown"));
		CompletableFuture<Throwable> failure = OwnThread.supply(() -> catchThrowable(this::call));
		this.s3.awaitEnd(Op.UPLOAD_PART, 1, PATIENCE);

		this.stop.stop();

		assertThat(failure).succeedsWithin(PATIENCE, InstanceOfAssertFactories.THROWABLE)
			.isInstanceOf(JobInterruptedException.class)
			.hasMessageContaining("503 SlowDown");
		assertThat(this.s3.requests(Op.UPLOAD_PART)).hasSize(1);
	}

	@Test
	void a_part_that_the_stop_cuts_is_not_blamed_on_the_store() throws Exception {
		Fault stalled = this.s3.faults().add(Fault.on(Op.UPLOAD_PART).stallInBody());
		CompletableFuture<Throwable> failure = OwnThread.supply(() -> catchThrowable(this::call));
		this.s3.awaitRequest(Op.UPLOAD_PART, 1, PATIENCE);

		this.stop.cut();

		assertThat(failure).succeedsWithin(PATIENCE, InstanceOfAssertFactories.THROWABLE)
			.isInstanceOf(JobInterruptedException.class)
			.hasMessage("cut by the stop");
		stalled.release();
	}

	@Test
	void a_failed_range_keeps_the_others_from_beginning_parts() {
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).answer(403, "AccessDenied"));
		assertThatThrownBy(this::call).hasMessageContaining("UploadPart 1 of two.bin")
			.hasMessageContaining("403 AccessDenied");
		assertThatThrownBy(this::call).isInstanceOf(JobInterruptedException.class);
		assertThat(this.s3.requests(Op.UPLOAD_PART)).hasSize(1);
		assertThat(this.range.getExecutionContext().containsKey("parts")).isFalse();
	}

	@Test
	void a_range_that_the_process_has_no_memory_for_keeps_the_others_from_beginning_parts() throws Exception {
		aRangeOfTwoParts("", new FullHeap(this.stores));

		assertThatThrownBy(this::call).isInstanceOf(OutOfMemoryError.class);

		assertThatThrownBy(this::call).isInstanceOf(JobInterruptedException.class)
			.hasMessage("another range of this upload failed");
	}

	private RepeatStatus call() throws Exception {
		return this.tasklet.execute(new StepContribution(this.range), new ChunkContext(new StepContext(this.range)));
	}

	/** No part can be sent. */
	private record FullHeap(ObjectStores stores) implements ObjectStores {

		@Override
		public ObjectStore at(StoreAddress address, RequestTerms terms) {
			return new ForwardingStore(this.stores.at(address, terms)) {

				@Override
				public UploadedPart send(Upload upload, PartBody body) {
					throw new OutOfMemoryError("Java heap space");
				}

			};
		}

		@Override
		public void endPauses() {
			this.stores.endPauses();
		}

		@Override
		public void close() {
			this.stores.close();
		}

	}

}
