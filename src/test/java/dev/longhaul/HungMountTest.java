package dev.longhaul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.cli.WorkerSession;
import dev.longhaul.cluster.RangeEvent.Result;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.stub.ArtemisBroker;
import dev.longhaul.stub.FreshPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker whose mount hangs, as a hard one of NFS does while its server is gone: a pipe
 * to which nobody writes answers neither, and no interrupt ends the wait.
 */
@Timeout(180)
class HungMountTest {

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	static final ArtemisBroker broker = ArtemisBroker.begin();

	@RegisterExtension
	final ClusterNight cluster;

	private final AtomicInteger asked = new AtomicInteger();

	@AutoClose
	private final Logged log = Logged.under("dev.longhaul.cluster");

	private final Path pipe;

	private final Night night;

	private final NightWorkers workers;

	private volatile boolean hangs = true;

	HungMountTest(@TempDir Path folder) throws Exception {
		this.pipe = folder.resolve("pipe");
		this.cluster = new ClusterNight(folder, postgres);
		this.night = this.cluster.night();
		this.workers = this.cluster.workers();
		assertThat(new ProcessBuilder("mkfifo", this.pipe.toString()).start().waitFor()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void loses_its_ranges_to_another_worker_and_the_worker_takes_ranges_again_when_it_answers(RequestsIn engine)
			throws Exception {
		engine.use(this.cluster.settings(), broker);
		// a broker that is busy must answer within a fraction of it
		this.cluster.settings().set("cluster.loan", "8s");
		// a fifth of it may pass between two ranges, also on a machine that is busy
		this.cluster.settings().set("cluster.patience", "10s");
		Path file = this.night.file("big.bin", 3 * Night.PART, 1);
		CompletableFuture<TypedCommand> run = this.cluster.run();
		try (WorkerSession hung = this.workers.open("hung", 2, this::behindTheMount)) {
			Awaitility.await().until(() -> this.asked.get() == 2);
			try (WorkerSession well = this.workers.open("well", 1)) {
				TypedCommand ended = run.get(90, TimeUnit.SECONDS);

				assertThat(ended.exitCode()).as("%s", ended).isZero();
			}
			this.night.assertDelivered(file);
			assertThat(this.workers.events()).filteredOn((event) -> event.result() == Result.GIVEN_BACK)
				.hasSize(2)
				.allSatisfy((event) -> assertThat(event.message())
					.contains("its file system has not answered for 10 s, so another worker may have the range"));
			assertThat(this.cluster.command("nodes").out()).contains("its file system has not answered");

			answer();
			Path next = this.night.file("next.bin", 3 * Night.PART, 2);
			assertThat(this.cluster.run().get().exitCode()).isZero();
			this.night.assertDelivered(next);
		}
		finally {
			answer();
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(run::isDone);
		}
		assertThat(this.workers.events()).filteredOn((event) -> event.result() == Result.SENT).hasSize(6);
	}

	@Test
	void is_said_by_the_run_though_the_worker_is_busy() throws Exception {
		// the longer one counts for the worker
		this.cluster.settings().set("cluster.loan", "2m");
		this.cluster.settings().set("cluster.patience", "2s");
		Path file = this.night.file("big.bin", 3 * Night.PART, 3);
		CompletableFuture<TypedCommand> run;
		try (WorkerSession hung = this.workers.open("hung", 1, this::behindTheMount)) {
			run = this.cluster.run();
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !said().isEmpty());
			answer();

			assertThat(run.get().exitCode()).isZero();
		}
		finally {
			answer();
		}
		this.night.assertDelivered(file);
		assertThat(said()).containsExactly(
				("nothing of %s has arrived for 2 s, though hung is at work on it: the ranges from parts 1, 2, 3; "
						+ "see 'longhaul nodes' and its log")
					.formatted(file));
	}

	private List<String> said() {
		return this.log.messages().stream().filter((message) -> message.startsWith("nothing of ")).toList();
	}

	/** Also read anew for each range, from the mount that hangs. */
	private JobDefinition behindTheMount(String name) {
		if (this.hangs) {
			this.asked.incrementAndGet();
			try {
				Files.readAllBytes(this.pipe);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return this.cluster.definitions().named(name);
	}

	private void answer() throws IOException {
		this.hangs = false;
		// for both, or to open it would wait for a reader
		FileChannel.open(this.pipe, StandardOpenOption.READ, StandardOpenOption.WRITE).close();
	}

}
