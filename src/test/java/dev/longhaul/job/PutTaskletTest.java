package dev.longhaul.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.longhaul.part.PartSize;
import dev.longhaul.store.FakeObjectStore;
import dev.longhaul.store.ForwardingStore;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.WriteCondition;
import dev.longhaul.upload.PartPlace;
import dev.longhaul.upload.PartPlaces;
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
 * A file that goes up in one request is a part among the others.
 */
class PutTaskletTest {

	private final PartPlaces places = new PartPlaces(1);

	private final List<PartPlace> meanwhile = new ArrayList<>();

	@TempDir
	private Path folder;

	@Test
	void has_a_place_among_the_parts_that_are_sent_at_once_while_its_bytes_go() throws Exception {
		Path file = Files.writeString(this.folder.resolve("one.txt"), "one");
		PlannedUpload planned = PlannedUpload.of(this.folder, file, "endpoint: \"http://127.0.0.1:1\"", PartSize.AUTO,
				new OnlyStore(), this.places);
		StepExecution step = planned.step("step");
		PutTasklet tasklet = tasklet(planned.uploads());

		assertThat(execute(tasklet, step)).as("what will be sent is committed to").isEqualTo(RepeatStatus.CONTINUABLE);
		step.setCommitCount(1);
		assertThat(execute(tasklet, step)).isEqualTo(RepeatStatus.FINISHED);

		assertThat(this.meanwhile).as("the only place is taken").containsExactly(PartPlace.UNCOUNTED);
		assertThat(placeAtOnce()).as("and free again").isNotEqualTo(PartPlace.UNCOUNTED);
	}

	private static RepeatStatus execute(PutTasklet tasklet, StepExecution step) throws Exception {
		return tasklet.execute(new StepContribution(step), new ChunkContext(new StepContext(step)));
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
				new RangeCheckpoints(repository, (upload) -> 1, TransactionOperations.withoutTransaction()));
		return new PutTasklet(uploads, new ContextStore(repository), deliveries, new StopSwitch(() -> {
		}, () -> {
		}), Clock.systemUTC());
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
