package dev.longhaul.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import dev.longhaul.part.PartSize;
import dev.longhaul.source.FileSlice;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.upload.ExpectedObject;
import dev.longhaul.upload.PartPlaces;
import dev.longhaul.upload.Proof;
import dev.longhaul.upload.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is not the delivered file when it is looked at is not taken away, also where it
 * has the looks of it right afterwards, for nobody was asked whether it may go.
 */
class AfterwardsTaskletTest {

	private final S3ObjectStores stores = new S3ObjectStores(1);

	private final List<UploadIdentity> asked = new ArrayList<>();

	private final PlannedUpload planned;

	private final Path file;

	private final FileTime modified;

	AfterwardsTaskletTest(@TempDir Path folder) throws IOException {
		this.file = Files.writeString(Files.createDirectory(folder.resolve("db")).resolve("one.txt"), "one");
		this.modified = Files.getLastModifiedTime(this.file);
		// the moment is looked up after the file, for the name in the archive
		this.planned = PlannedUpload.of(folder, this.file, "endpoint: \"http://127.0.0.1:1\"",
				"{move: \"%s/{date:yyyy}\"}".formatted(folder.resolve("sent")), PartSize.AUTO, this.stores,
				new PartPlaces(8));
	}

	@BeforeEach
	void isDelivered() {
		CurrentUpload upload = upload();
		Part whole = upload.plan().part(1);
		upload.seeFile();
		upload.context()
			.expect(ExpectedObject.ofWhole(whole.length(),
					new FileSlice(upload.file(), whole).checksum(ChecksumAlgorithm.MD5)));
		UploadIdentity identity = upload.identity();
		Instant now = Instant.now();
		upload.context()
			.receipt(new Receipt(identity.path(), identity.size(), identity.modified(), identity.destination(),
					"one.txt", null, "etag", 1, upload.plan().partSize(), null, Proof.ETAG.label(), 1, 1,
					identity.size(), now, now, Receipt.FORMAT, "marker"));
		upload.context().removal().token("token");
	}

	@AfterEach
	void close() {
		this.stores.close();
	}

	@Test
	void a_file_that_another_one_is_being_written_over_stays_though_that_has_its_time_in_the_end() throws Exception {
		Files.writeString(this.file, "tw");

		carryOut(() -> {
			Files.writeString(this.file, "two");
			Files.setLastModifiedTime(this.file, this.modified);
		});

		assertThat(this.file).hasContent("two");
		assertThat(upload().context().removal().outcome()).hasValueSatisfying(
				(outcome) -> assertThat(outcome).contains("left where it is: it is not the file any more"));
	}

	/** Until the step ends; when the moment is first looked up something happens. */
	private void carryOut(Happening atTheFirstMoment) throws Exception {
		JobRepository repository = new ResourcelessJobRepository();
		StepExecution step = this.planned.step("step");
		AfterwardsTasklet tasklet = new AfterwardsTasklet(this.planned.uploads(), new ContextStore(repository),
				new RangeCheckpoints(repository, TransactionOperations.withoutTransaction()), this::reasonToStay,
				new StopSwitch(() -> {
				}, () -> {
				}), clock(atTheFirstMoment));
		while (tasklet.execute(new StepContribution(step), new ChunkContext(new StepContext(step)))
			.equals(RepeatStatus.CONTINUABLE)) {
			assertThat(this.asked).as("who may want the file").isNotEmpty();
		}
	}

	private Optional<String> reasonToStay(UploadIdentity delivered) {
		this.asked.add(delivered);
		return Optional.empty();
	}

	private static Clock clock(Happening atTheFirstMoment) {
		List<Happening> due = new ArrayList<>(List.of(atTheFirstMoment));
		InstantSource moments = () -> {
			while (!due.isEmpty()) {
				due.remove(0).now();
			}
			return Instant.now();
		};
		return moments.withZone(ZoneOffset.UTC);
	}

	private CurrentUpload upload() {
		return this.planned.uploads().of(this.planned.execution());
	}

	/** What others do to the file. */
	@FunctionalInterface
	private interface Happening {

		void happen() throws IOException;

		default void now() {
			try {
				happen();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
