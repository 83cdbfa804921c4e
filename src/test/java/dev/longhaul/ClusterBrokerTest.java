package dev.longhaul;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.cli.WorkerSession;
import dev.longhaul.cluster.RangeEvent;
import dev.longhaul.stub.ArtemisBroker;
import dev.longhaul.stub.FreshPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a broker that holds the requests for ranges changes, and what it does not.
 */
class ClusterBrokerTest {

	private static final int UNFINISHED = 1;

	private static final int USAGE = 2;

	private static final int PERSON = 3;

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	static final ArtemisBroker broker = ArtemisBroker.begin();

	@RegisterExtension
	final ClusterNight cluster;

	private final Night night;

	private final NightWorkers workers;

	ClusterBrokerTest(@TempDir Path folder) {
		this.cluster = new ClusterNight(folder, postgres);
		this.night = this.cluster.night();
		this.workers = this.cluster.workers();
	}

	@ParameterizedTest
	@EnumSource
	void a_worker_whose_definition_says_something_else_leaves_the_range_to_another(RequestsIn engine) throws Exception {
		engine.use(this.cluster.settings(), broker);
		Path file = this.night.file("big.bin", 3 * Night.PART, 2);
		Path otherJobs = this.night.definitions().resolve("other");
		Night.write(otherJobs.resolve("vault.yml"), """
				source: {directory: files}
				destination: {bucket: another}
				""".getBytes(StandardCharsets.UTF_8));
		try (WorkerSession wrong = this.workers.open("wrong", 1, NightWorkers.definitions(otherJobs))) {
			CompletableFuture<TypedCommand> run = this.cluster.run();
			this.workers.await("has another destination on this machine");
			try (WorkerSession right = this.workers.open("right", 1)) {
				assertThat(run.get().exitCode()).isZero();
			}
		}
		this.night.assertDelivered(file);
		assertThat(this.workers.events()).extracting(RangeEvent::result)
			.contains(RangeEvent.Result.GIVEN_BACK, RangeEvent.Result.SENT);
	}

	@Test
	void a_run_whose_requests_the_broker_has_lost_ends_and_the_next_one_goes_on() throws Exception {
		RequestsIn.ARTEMIS.use(this.cluster.settings(), broker);
		this.cluster.settings().set("cluster.patience", "6s");
		Path file = this.night.file("big.bin", 3 * Night.PART, 8);
		CompletableFuture<TypedCommand> run = this.cluster.run();
		Awaitility.await().until(() -> broker.messages() == 3);
		broker.lose();
		try (WorkerSession worker = this.workers.open("a", 1)) {
			assertThat(run.get()).satisfies((ended) -> {
				assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
				assertThat(ended.out()).contains("the queue has lost the requests");
			});

			assertThat(this.cluster.command("run", "--cluster").exitCode()).isZero();
		}
		this.night.assertDelivered(file);
	}

	@Test
	void a_broker_that_does_not_answer_is_waited_for_by_a_manager_alone() {
		RequestsIn.ARTEMIS.use(this.cluster.settings(), broker);
		assertThat(this.cluster.command("doctor", "--offline").out())
			.contains("ok    broker: %s answers, and user ranger may put".formatted(broker.url()));
		assertThat(broker.messages()).isZero();
		this.cluster.settings().set("cluster.queue.url", "tcp://127.0.0.1:1");
		this.cluster.settings().set("cluster.patience", "1s");
		this.night.file("big.bin", 3 * Night.PART, 9);

		assertThat(this.cluster.command("worker")).satisfies((ended) -> {
			assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
			assertThat(ended.err()).contains("the message broker at tcp://127.0.0.1:1 does not answer")
				.doesNotContain("\tat ");
		});
		assertThat(this.cluster.command("run", "--cluster")).satisfies((ended) -> {
			assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
			assertThat(ended.out()).contains("the message broker at tcp://127.0.0.1:1 does not answer")
				.contains("for 1 s now");
		});
	}

	@Test
	void a_broker_that_lets_nobody_in_is_for_a_person() {
		RequestsIn.ARTEMIS.use(this.cluster.settings(), broker);
		this.cluster.settings().set("cluster.queue.password", "guessed");
		this.night.file("big.bin", 3 * Night.PART, 10);

		for (String[] words : new String[][] { { "worker" }, { "run", "--cluster" }, { "doctor", "--offline" } }) {
			assertThat(this.cluster.command(words)).satisfies((ended) -> {
				assertThat(ended.exitCode()).as("%s", ended).isEqualTo(PERSON);
				assertThat(ended.err() + ended.out()).contains("does not let user ranger work")
					.doesNotContain("guessed");
			});
		}
		for (String wrong : List.of("amqp://127.0.0.1", "tcp://a b", "tcp://127.0.0.1?trustStorePassword=secret")) {
			this.cluster.settings().set("cluster.queue.url", wrong);
			assertThat(this.cluster.command("worker")).satisfies((ended) -> {
				assertThat(ended.exitCode()).as("%s", ended).isEqualTo(USAGE);
				assertThat(ended.err()).contains("longhaul.cluster.queue.url").doesNotContain("secret");
			});
			assertThat(this.cluster.command("doctor", "--offline").out())
				.containsPattern("FAIL  (settings|broker): .*longhaul.cluster.queue.url")
				.doesNotContain("secret");
		}
	}

}
