package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.cli.WorkerSession;
import dev.longhaul.cluster.RangeEvent;
import dev.longhaul.store.SystemSettings;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.Op;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers that do not reach the store: some of them, or all.
 */
@Timeout(180)
class UnreachableStoreTest {

	private static final int UNFINISHED = 1;

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final ClusterNight cluster;

	private final Night night;

	private final NightWorkers workers;

	UnreachableStoreTest(@TempDir Path folder) {
		this.cluster = new ClusterNight(folder, postgres);
		this.night = this.cluster.night();
		this.workers = this.cluster.workers();
	}

	@Test
	void one_whose_own_way_there_is_closed_leaves_its_ranges_to_another() throws Exception {
		Path file = this.night.file("big.bin", 3 * Night.PART, 1);
		CompletableFuture<TypedCommand> run = this.cluster.run();
		// by then the run has its own way
		this.night.s3().awaitRequest(Op.CREATE_MULTIPART_UPLOAD, 1, Duration.ofMinutes(1));
		try (WorkerSession cut = cutOff("cut")) {
			assertThat(this.workers.events()).extracting(RangeEvent::message)
				.as("only the first range is tried")
				.allMatch((message) -> message.startsWith("UploadPart 1 of big.bin"))
				.allMatch((message) -> message.contains("does not answer"));

			assertSentBy("well", run);
			assertThat(this.cluster.command("nodes").out()).contains("cut  worker")
				.contains("of %s given back: UploadPart".formatted(file));
		}
		this.night.assertDelivered(file);
		assertThat(this.workers.events()).extracting(RangeEvent::result).doesNotContain(RangeEvent.Result.FAILED);
	}

	@Test
	void where_nobody_reaches_it_a_run_ends_unfinished_and_the_next_one_sends_what_is_missing() throws Exception {
		this.cluster.settings().set("cluster.patience", "3s");
		Path file = this.night.file("big.bin", 3 * Night.PART, 2);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).skip(1).resetBeforeHeaders());
		try (WorkerSession one = this.workers.open("one", 1); WorkerSession two = this.workers.open("two", 1)) {
			assertThat(this.cluster.run().get()).satisfies((ended) -> {
				assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
				assertThat(ended.out()).contains("no worker can send " + file)
					.contains("one: upload 1, part ")
					.contains("two: upload 1, part ")
					.contains("does not answer")
					.contains("parts that have arrived stay, run again");
			});
		}
		this.night.s3().faults().clear();

		this.cluster.settings().set("cluster.patience", "1m");
		assertSentBy("three", this.cluster.run());
		this.night.assertDelivered(file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	private void assertSentBy(String name, CompletableFuture<TypedCommand> run) throws Exception {
		try (WorkerSession worker = this.workers.open(name, 1)) {
			assertThat(run.get()).satisfies((ended) -> assertThat(ended.exitCode()).as("%s", ended).isZero());
		}
	}

	/** A worker whose proxy does not answer, which has given two ranges back. */
	private WorkerSession cutOff(String name) {
		try (SystemSettings proxy = new SystemSettings()) {
			proxy.set("http.proxyHost", "127.0.0.1").set("http.proxyPort", "1");
			WorkerSession worker = this.workers.open(name, 1);
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> this.workers.events().size() > 1);
			return worker;
		}
	}

}
