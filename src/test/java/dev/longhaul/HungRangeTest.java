package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.longhaul.cli.WorkerSession;
import dev.longhaul.cluster.LoanWatch;
import dev.longhaul.cluster.NodeRegistry;
import dev.longhaul.cluster.RangeQueue;
import dev.longhaul.cluster.RangeSender;
import dev.longhaul.cluster.Worker;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeLock;
import dev.longhaul.stub.FreshPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A range whose worker does not come to its end with it, as with a file on a network
 * mount whose server is gone.
 */
@Timeout(180)
class HungRangeTest {

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final ClusterNight cluster;

	@AutoClose
	private final Logged log = Logged.by(Worker.class);

	private final Path folder;

	private final Night night;

	private final CountDownLatch answer = new CountDownLatch(1);

	private final StopSwitch stop = new StopSwitch(() -> {
	}, () -> {
	}, Duration.ofMillis(100));

	HungRangeTest(@TempDir Path folder) {
		this.folder = folder;
		this.cluster = new ClusterNight(folder, postgres);
		this.night = this.cluster.night();
	}

	@AfterEach
	void end() {
		this.answer.countDown();
	}

	@Test
	void does_not_keep_a_worker_that_was_cut_from_its_end_and_goes_to_another_one() throws Exception {
		Path file = this.night.file("big.bin", 3 * Night.PART, 1);
		CompletableFuture<TypedCommand> run = this.cluster.run();

		workUntilItIsCut();

		assertThat(this.answer.getCount()).as("it hangs still").isOne();
		assertThat(this.log.messages())
			.contains("a range is left for another worker, for what is in flight does not end");
		try (WorkerSession other = this.cluster.workers().open("b", 1)) {
			assertThat(run.get()).satisfies((ended) -> assertThat(ended.exitCode()).as("%s", ended).isZero());
		}
		this.night.assertDelivered(file);
	}

	private void workUntilItIsCut() {
		RepositoryPlace place = RepositoryPlace.of(new Home(this.folder.resolve("worker-a")));
		Role role = Role.worker("a", 1, this::hang);
		try (HomeLock lock = place.lock(Claim.atOnce(role.command()));
				ConfigurableApplicationContext context = BootSessions.start(place, lock, DefinitionsInUse.ofWorker(1),
						role, LocalTime.leave())) {
			new Worker(context.getBean(RangeQueue.class), context.getBean(RangeSender.class),
					context.getBean(NodeRegistry.class), this.stop, context.getBean(LoanWatch.class), 1)
				.work((event) -> {
				});
		}
	}

	private JobDefinition hang(String name) {
		this.stop.cut();
		try {
			this.answer.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
		return this.cluster.definitions().named(name);
	}

}
