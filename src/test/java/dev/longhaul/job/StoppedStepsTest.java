package dev.longhaul.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;

import dev.longhaul.part.PartSize;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.AccessKeys;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.upload.PartPlaces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A step that would first ask the store whether the object is already there asks nothing
 * once the process is to stop.
 */
@ExtendWith(AccessKeys.class)
class StoppedStepsTest {

	private final StrictS3 s3 = StrictS3.start().createBucket("vault");

	private final S3ObjectStores stores = new S3ObjectStores(1);

	private final StopSwitch stop = new StopSwitch(() -> {
	}, () -> {
	});

	private final JobRepository repository = new ResourcelessJobRepository();

	private final ContextStore contexts = new ContextStore(this.repository);

	private final DeliveryCheck deliveries = new DeliveryCheck(
			new RangeCheckpoints(this.repository, (upload) -> 1, TransactionOperations.withoutTransaction()));

	@TempDir
	private Path folder;

	private Path file;

	private CurrentUploads uploads;

	private StepExecution step;

	@BeforeEach
	void aFileWhosePutWasNotAnswered() throws Exception {
		this.file = Files.writeString(this.folder.resolve("one.txt"), "one");
		PlannedUpload planned = PlannedUpload.of(this.folder, this.file,
				"endpoint: \"%s\"".formatted(this.s3.endpoint()), PartSize.AUTO, this.stores, new PartPlaces(8));
		planned.context().creation().intent(Instant.now());
		this.uploads = planned.uploads();
		this.step = planned.step("step");
		this.stop.stop();
	}

	@AfterEach
	void close() {
		this.stores.close();
		this.s3.close();
	}

	@Test
	void a_put_is_not_begun() {
		assertNotBegun(new PutTasklet(this.uploads, this.contexts, this.deliveries, this.stop, Clock.systemUTC()));
	}

	@Test
	void an_upload_whose_file_changed_is_not_judged() throws Exception {
		Files.writeString(this.file, "more", StandardOpenOption.APPEND);
		UploadPlanning planning = new UploadPlanning(this.uploads, this.contexts, this.deliveries, (plan) -> plan,
				this.stop, Clock.systemUTC());
		assertNotBegun((contribution, chunk) -> {
			planning.plan(contribution);
			return RepeatStatus.FINISHED;
		});
	}

	@Test
	void an_abort_is_not_begun() {
		assertNotBegun(new AbortTasklet(this.uploads, this.contexts, this.deliveries, (identity) -> {
		}, this.stop, Clock.systemUTC()));
	}

	private void assertNotBegun(Tasklet tasklet) {
		assertThatExceptionOfType(JobInterruptedException.class).isThrownBy(
				() -> tasklet.execute(new StepContribution(this.step), new ChunkContext(new StepContext(this.step))));
		assertThat(this.s3.requests()).isEmpty();
	}

}
