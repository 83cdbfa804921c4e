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
import java.util.concurrent.CompletableFuture;

import dev.longhaul.OwnThread;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import dev.longhaul.part.PartSize;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.OtherFileSystem;
import dev.longhaul.source.SourceRemoval.Found;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.upload.ExpectedObject;
import dev.longhaul.upload.PartPlaces;
import dev.longhaul.upload.Proof;
import dev.longhaul.upload.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What others do to a delivered file and its folder while it is looked at: what is not
 * that file then is not taken away, also where it is right afterwards, for nobody was
 * asked whether it may go.
 */
class AfterwardsTaskletTest {

	private final S3ObjectStores stores = new S3ObjectStores(1);

	private final List<UploadIdentity> asked = new ArrayList<>();

	private final PlannedUpload planned;

	private final Path folder;

	private final Path away;

	private final Path file;

	private final FileTime modified;

	AfterwardsTaskletTest(@TempDir Path folder) throws IOException {
		this.folder = Files.createDirectory(folder.resolve("db"));
		this.away = folder.resolve("away");
		this.file = Files.writeString(this.folder.resolve("one.txt"), "one");
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
		upload.source().seeFile();
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

	/** Others clean up by {@code find -empty -delete}, or a folder goes as a whole. */
	@Test
	void a_folder_that_goes_while_it_is_looked_at_is_no_failure() {
		FileRemoval removal = FileRemoval.of(upload(), running(), () -> {
		});
		CompletableFuture<Void> others = OwnThread.run(() -> {
			for (int times = 0; times < 20_000; times++) {
				happens(() -> Files.move(this.folder, this.away));
				happens(() -> Files.move(this.away, this.folder));
			}
		});

		while (!others.isDone()) {
			assertThatCode(removal::isInItsFolder).doesNotThrowAnyException();
		}

		others.join();
		assertThat(removal.isInItsFolder()).isTrue();
	}

	@Test
	void a_stop_within_the_copy_to_another_file_system_gives_the_file_its_name_back() throws Exception {
		try (OtherFileSystem archive = OtherFileSystem.than(this.folder)) {
			Path name = archive.folder().resolve("one.txt");
			StopSwitch stop = running();
			stop.stop();
			FileRemoval removal = FileRemoval.of(upload(), stop, () -> {
			});
			assertThat(removal.takeAway(Found.IN_PLACE, Optional.of(name))).as("the name is committed first").isFalse();

			assertThatExceptionOfType(JobInterruptedException.class)
				.isThrownBy(() -> removal.takeAway(Found.IN_PLACE, Optional.of(name)));

			assertThat(this.file).hasContent("one");
			assertThat(archive.folder()).isEmptyDirectory();
		}
	}

	/** Under any other name a search would find it, and it would be sent once more. */
	@Test
	void a_stop_within_the_copy_leaves_the_file_aside_once_the_next_version_has_its_name() throws Exception {
		try (OtherFileSystem archive = OtherFileSystem.than(this.folder)) {
			Path name = archive.folder().resolve("one.txt");
			StopSwitch stop = running();
			stop.stop();
			FileRemoval removal = FileRemoval.of(upload(), stop, () -> {
			});
			removal.takeAway(Found.IN_PLACE, Optional.of(name));
			Files.writeString(this.file, "next");

			assertThatExceptionOfType(JobInterruptedException.class)
				.isThrownBy(() -> removal.takeAway(Found.ASIDE, Optional.of(name)));

			assertThat(this.folder.resolve("one.txt.1")).doesNotExist();
			assertThat(this.file).hasContent("next");
			assertThat(archive.folder()).isEmptyDirectory();
			assertThat(FileRemoval.of(upload(), running(), () -> {
			}).takeAway(Found.ASIDE, Optional.of(name))).isTrue();
			assertThat(name).hasContent("one");
			assertThat(this.folder).isDirectoryNotContaining("glob:**/.longhaul-*");
		}
	}

	/** Until the step ends; when the moment is first looked up something happens. */
	private void carryOut(Happening atTheFirstMoment) throws Exception {
		JobRepository repository = new ResourcelessJobRepository();
		StepExecution step = this.planned.step("step");
		AfterwardsTasklet tasklet = new AfterwardsTasklet(this.planned.uploads(), new ContextStore(repository),
				new RangeCheckpoints(repository, (upload) -> 1, TransactionOperations.withoutTransaction()),
				this::reasonToStay, running(), clock(atTheFirstMoment));
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
				happens(due.remove(0));
			}
			return Instant.now();
		};
		return moments.withZone(ZoneOffset.UTC);
	}

	private CurrentUpload upload() {
		return this.planned.uploads().of(this.planned.execution());
	}

	private static void happens(Happening happening) {
		try {
			happening.happen();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static StopSwitch running() {
		return new StopSwitch(() -> {
		}, () -> {
		});
	}

	/** What others do to the file. */
	@FunctionalInterface
	private interface Happening {

		void happen() throws IOException;

	}

}
