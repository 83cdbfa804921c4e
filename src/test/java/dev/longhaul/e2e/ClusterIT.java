package dev.longhaul.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.stub.ArtemisBroker;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One file over several workers, while workers, managers and the server are killed,
 * stopped, frozen and blind.
 */
class ClusterIT {

	private static final int UNFINISHED = 1;

	private static final int TERMINATED = 143;

	/** Ranges of two parts each. */
	private static final int PARTS = 40;

	private static final String CLUSTER = """
			  cluster:
			    loan: 3s
			""";

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	static final ArtemisBroker broker = ArtemisBroker.begin();

	private final Site site;

	private final Path elsewhere;

	private final Path file;

	ClusterIT(@TempDir Path folder, @TempDir Path elsewhere) {
		this.site = Site.in(folder);
		this.elsewhere = elsewhere;
		this.file = this.site.file("big.bin", PARTS * 5 * Site.MIB, 1);
	}

	@BeforeEach
	void begin() {
		this.site.repositoryIn(postgres.server(), CLUSTER);
	}

	@AfterEach
	void close() {
		this.site.close();
	}

	@Test
	void a_killed_and_a_frozen_worker_lose_their_ranges_to_others() {
		LonghaulProcess run = startAndKillItsWorker();

		Fault stalled = this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).skip(5).times(2).stallInBody());
		LonghaulProcess frozen = worker("frozen");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 14, PATIENCE);
		frozen.freeze();
		LonghaulProcess last = worker("last");

		Ended ended = run.await();
		assertThat(ended.exitCode()).as("%s", ended).isZero();
		this.site.assertDelivered(this.file);
		// a part that had arrived and was not committed yet, for each range of the two
		assertThat(this.site.resentParts("in/big.bin")).as("parts sent again").isLessThanOrEqualTo(4);

		stalled.release();
		frozen.thaw();
		Ended thawed = frozen.await();
		assertThat(thawed.exitCode()).as("%s", thawed).isEqualTo(UNFINISHED);
		assertThat(thawed.err()).contains("what is in flight is cut");
		last.terminate();
		assertThat(last.await().exitCode()).isEqualTo(TERMINATED);
		this.site.assertDelivered(this.file);
		assertThat(this.site.longhaul("run").out()).contains("1 skipped");
	}

	/** The successor knows what was committed, and does not ask the store. */
	@Test
	void a_killed_workers_parts_that_arrived_are_not_sent_again() {
		List<Fault> stalled = stallEverySecond(2);
		LonghaulProcess killed = worker("killed");
		LonghaulProcess run = this.site.start("run", "--cluster");
		awaitTwo(stalled);
		killed.kill();
		killed.await();
		this.site.s3().faults().clear();
		LonghaulProcess next = worker("next");

		Ended ended = run.await();

		assertThat(ended.exitCode()).as("%s", ended).isZero();
		this.site.assertDelivered(this.file);
		// what was in flight may arrive although its sender is dead
		assertThat(this.site.s3().partSends("in/big.bin").entrySet()).filteredOn((part) -> part.getKey() % 2 == 1)
			.hasSize(PARTS / 2)
			.allSatisfy((part) -> assertThat(part.getValue()).as("part %d", part.getKey()).hasSize(1));
		next.kill();
	}

	@Test
	void a_manager_that_was_killed_is_followed_by_another_and_a_stopped_worker_gives_its_ranges_back() {
		Fault stalled = this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).skip(5).times(2).stallInBody());
		LonghaulProcess stopped = worker("stopped");
		LonghaulProcess first = this.site.start("--home", "home-a", "run", "--cluster");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 7, PATIENCE);
		first.kill();
		first.await();

		LonghaulProcess second = this.site.start("--home", "home-b", "run", "--cluster", "--wait", "30s");
		second.awaitStderr("waiting for longhaul worker on ");
		// the first part of a range, so that the worker has something to give back
		List<Fault> again = stallEverySecond(21);
		stalled.release();
		awaitTwo(again);
		stopped.terminate();
		stopped.awaitStderr("TERM");
		again.forEach(Fault::release);
		Ended gone = stopped.await();
		assertThat(gone.exitCode()).as("%s", gone).isEqualTo(TERMINATED);
		assertThat(gone.out()).contains("given back");
		LonghaulProcess last = worker("last");

		Ended ended = second.await();

		assertThat(ended.exitCode()).as("%s", ended).isZero();
		this.site.assertDelivered(this.file);
		assertThat(this.site.resentParts("in/big.bin")).as("parts sent again").isZero();
		last.kill();
	}

	@Test
	void a_restart_of_the_server_ends_all_and_the_next_run_goes_on() {
		Fault stalled = this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).skip(5).stallInBody());
		LonghaulProcess worker = worker("a");
		LonghaulProcess run = this.site.start("run", "--cluster");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 7, PATIENCE);
		postgres.server().stop();
		stalled.release();
		Ended ended = run.await();
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
		Ended left = worker.await();
		assertThat(left.exitCode()).as("%s", left).isEqualTo(UNFINISHED);
		assertThat(ended.err() + left.err()).contains("does not answer").doesNotContain("\tat ");

		postgres.server().start();
		this.site.s3().faults().clear();
		LonghaulProcess next = worker("b");
		Ended second = this.site.longhaul("run", "--cluster");

		assertThat(second.exitCode()).as("%s", second).isZero();
		this.site.assertDelivered(this.file);
		assertThat(this.site.resentParts("in/big.bin")).as("parts sent again").isLessThanOrEqualTo(2);
		next.kill();
	}

	@Test
	void a_broker_gives_a_killed_workers_ranges_to_another_and_its_own_restart_ends_workers_alone() {
		requestsInBroker();
		LonghaulProcess run = startAndKillItsWorker();

		Fault stalled = this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).skip(5).stallInBody());
		LonghaulProcess worker = worker("a");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 14, PATIENCE);
		broker.stop();
		Ended left = worker.await();
		stalled.release();
		this.site.s3().faults().clear();
		assertThat(left.exitCode()).as("%s", left).isEqualTo(UNFINISHED);
		assertThat(left.err()).contains("the message broker at " + broker.url() + " does not answer")
			.doesNotContain("\tat ")
			.doesNotContain("WARNING")
			.doesNotContain(ArtemisBroker.PASSWORD);
		run.awaitStderr("the run goes on when it is there again");

		broker.start();
		LonghaulProcess next = worker("b");
		Ended ended = run.await();

		assertThat(ended.exitCode()).as("%s", ended).isZero();
		assertThat(ended.err()).contains("answers again").doesNotContain("in flight").doesNotContain("\tat ");
		this.site.assertDelivered(this.file);
		assertThat(this.site.resentParts("in/big.bin")).as("parts sent again").isLessThanOrEqualTo(4);
		next.kill();
	}

	/** What is behind this path depends on who looks, as behind a mount. */
	@Test
	void a_worker_that_does_not_see_the_file_leaves_it_to_another_also_after_a_stop_of_the_manager()
			throws IOException {
		String definition = Files.readString(this.site.path("jobs/vault.yml"))
			.replace("directory: files", "directory: /proc/self/cwd/files");
		this.site.write("jobs/vault.yml", definition);
		Files.createDirectories(this.elsewhere.resolve("files"));
		LonghaulProcess blind = LonghaulProcess.start(this.elsewhere, repository(), "--jobs",
				this.site.path("jobs").toString(), "worker", "--name", "blind");
		Path old = this.elsewhere.resolve("old");
		Files.createDirectories(old.resolve("files"));
		Files.write(old.resolve("files/big.bin"), new byte[PARTS]);
		LonghaulProcess stale = LonghaulProcess.start(old, repository(), "--jobs", this.site.path("jobs").toString(),
				"worker", "--name", "stale");
		LonghaulProcess run = this.site.start("run", "--cluster");
		blind.awaitStdout("given back");
		stale.awaitStdout("here it has 40 bytes");
		stale.kill();
		assertThat(this.site.longhaul("nodes").out()).contains("blind").contains("big.bin");

		Fault stalled = this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).skip(5).times(2).stallInBody());
		LonghaulProcess seeing = worker("seeing");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 7, PATIENCE);
		assertThat(this.site.longhaul("status").out()).contains("running").contains(", by ").contains("seeing");
		run.terminate();
		run.awaitStderr("TERM");
		stalled.release();
		Ended stopped = run.await();
		assertThat(stopped.exitCode()).as("%s", stopped).isEqualTo(TERMINATED);
		Ended ended = this.site.longhaul("run", "--cluster");

		assertThat(ended.exitCode()).as("%s", ended).isZero();
		assertThat(this.site.resentParts("in/proc/self/cwd/files/big.bin")).isZero();
		blind.terminate();
		Ended gone = blind.await();
		assertThat(gone.exitCode()).as("%s", gone).isEqualTo(TERMINATED);
		assertThat(gone.out()).doesNotContain("sent  ");
		seeing.kill();
		this.site.assertDelivered(this.file);
	}

	private void requestsInBroker() {
		this.site.repositoryIn(postgres.server(), CLUSTER + """
				    queue:
				      url: %s
				      user: %s
				      password: %s
				""".formatted(broker.url(), ArtemisBroker.USER, ArtemisBroker.PASSWORD));
	}

	private List<Fault> stallEverySecond(int first) {
		return IntStream.iterate(first, (part) -> part <= PARTS, (part) -> part + 2)
			.mapToObj((part) -> this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(part).stallInBody()))
			.toList();
	}

	/** As many as a worker sends at once. */
	private static void awaitTwo(List<Fault> stalled) {
		Awaitility.await().atMost(PATIENCE).until(() -> stalled.stream().mapToLong(Fault::hits).sum() == 2);
	}

	/**
	 * A run whose worker was killed when five parts had arrived and two were on their
	 * way.
	 */
	private LonghaulProcess startAndKillItsWorker() {
		this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).skip(5).stallInBody());
		LonghaulProcess killed = worker("killed");
		LonghaulProcess run = this.site.start("run", "--cluster");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 7, PATIENCE);
		killed.kill();
		killed.await();
		this.site.s3().faults().clear();
		return run;
	}

	private LonghaulProcess worker(String name) {
		return this.site.start("worker", "--name", name, "--parts-at-once", "2");
	}

	private Map<String, String> repository() {
		Map<String, String> environment = new HashMap<>(Site.credentials());
		environment.put("LONGHAUL_REPOSITORY_URL", postgres.server().url());
		environment.put("LONGHAUL_REPOSITORY_USER", PostgresServer.USER);
		environment.put("LONGHAUL_REPOSITORY_PASSWORD", PostgresServer.PASSWORD);
		return environment;
	}

}
