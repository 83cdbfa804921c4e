package dev.longhaul.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.definition.Timetable;
import dev.longhaul.part.PartPlan;
import dev.longhaul.part.PartSize;
import dev.longhaul.source.FileCalls;
import dev.longhaul.source.PageCache;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.FakeObjectStore;
import dev.longhaul.store.ForwardingStore;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.WriteCondition;
import dev.longhaul.upload.PartLimit;
import dev.longhaul.upload.PartMemory;
import dev.longhaul.upload.PartPlace;
import dev.longhaul.upload.PartPlaces;
import dev.longhaul.upload.StoreKnowledge;
import dev.longhaul.upload.TransferMonitor;
import dev.longhaul.upload.TrialsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.test.MetaDataInstanceFactory;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that goes up in one request is a part among the others.
 */
class PutTaskletTest {

	private final PartPlaces places = new PartPlaces(1);

	private final List<PartPlace> meanwhile = new ArrayList<>();

	@TempDir
	private Path folder;

	@Test
	void has_a_place_among_the_parts_that_are_sent_at_once_while_its_bytes_go() throws Exception {
		SourceFile file = SourceFile.of(Files.writeString(this.folder.resolve("one.txt"), "one"));
		Files.writeString(this.folder.resolve("one.yml"), """
				source: {directory: "%s"}
				destination: {bucket: vault, endpoint: "http://127.0.0.1:1", store: generic}
				""".formatted(this.folder));
		DefinitionsInUse definitions = new DefinitionsInUse(
				new Definitions(new JobDefinitions(this.folder, new StandardEnvironment()).select(List.of("one"))));
		TransferMonitor monitor = new TransferMonitor();
		StepExecution step = whoseIntentIsCommitted(file, definitions.get("one"), monitor);

		assertThat(tasklet(uploads(definitions, monitor)).execute(new StepContribution(step),
				new ChunkContext(new StepContext(step))))
			.isEqualTo(RepeatStatus.FINISHED);

		assertThat(this.meanwhile).as("the only place is taken").containsExactly(PartPlace.UNCOUNTED);
		assertThat(placeAtOnce()).as("and free again").isNotEqualTo(PartPlace.UNCOUNTED);
	}

	/** Nobody waits whose thread is interrupted. */
	private PartPlace placeAtOnce() {
		Thread.currentThread().interrupt();
		try (PartPlace place = this.places.enter()) {
			return place;
		}
		finally {
			Thread.interrupted();
		}
	}

	private PutTasklet tasklet(CurrentUploads uploads) {
		JobRepository repository = new ResourcelessJobRepository();
		DeliveryCheck deliveries = new DeliveryCheck(
				new RangeCheckpoints(repository, TransactionOperations.withoutTransaction()));
		return new PutTasklet(uploads, new ContextStore(repository), deliveries, new StopSwitch(() -> {
		}, () -> {
		}), Clock.systemUTC());
	}

	private StepExecution whoseIntentIsCommitted(SourceFile file, JobDefinition definition, TransferMonitor monitor) {
		JobExecution execution = MetaDataInstanceFactory.createJobExecution("upload", 1L, 1L,
				UploadParameters.sending(UploadIdentity.of(definition, file), 1, "one.txt"));
		monitor.begin(execution.getId(), this, "nightly", file.path(), file.size());
		UploadContext context = new UploadContext(execution.getExecutionContext());
		context.plan(PartPlan.of(file.size(), PartSize.AUTO), ChecksumAlgorithm.MD5, "one.txt", "marker");
		context.source().fileKey(file.fileKey());
		context.creation().intent(Instant.now());
		StepExecution step = MetaDataInstanceFactory.createStepExecution(execution, "step", 1L);
		step.setCommitCount(1);
		return step;
	}

	private CurrentUploads uploads(DefinitionsInUse definitions, TransferMonitor monitor) {
		StoreKnowledge knowledge = new StoreKnowledge((address, terms) -> {
			throw new AssertionError("nothing is to be tried");
		}, new TrialsFile(this.folder.resolve("stores.properties"), Clock.systemUTC()));
		Allowances allowances = new Allowances(
				new Bandwidths(definitions, Timetable.parse(Map.of()), Clock.systemUTC()), new PartMemory(0),
				PageCache.KEEP, new PartLimit(32, System::nanoTime), this.places, new FileCalls(System::nanoTime));
		return new CurrentUploads(definitions, new OnlyStore(), knowledge, monitor, allowances);
	}

	/** Looks for a place before it takes the bytes. */
	private final class OnlyStore implements ObjectStores {

		@Override
		public ObjectStore at(StoreAddress address, RequestTerms terms) {
			return new ForwardingStore(new FakeObjectStore()) {

				@Override
				public boolean put(ObjectSpec object, PartBody body, WriteCondition condition) {
					PutTaskletTest.this.meanwhile.add(placeAtOnce());
					return super.put(object, body, condition);
				}

			};
		}

		@Override
		public void endPauses() {
			// makes none
		}

		@Override
		public void close() {
			// holds nothing
		}

	}

}
