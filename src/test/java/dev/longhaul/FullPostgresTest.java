package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.cli.WorkerSession;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.PostgresOnSmallDisk;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs while the disk of PostgreSQL is full, and the next ones.
 */
class FullPostgresTest {

	private static final int UNFINISHED = 1;

	private static final int PARTS = 12;

	private static final int ARRIVED = 2;

	private static final int IN_FLIGHT = 2;

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final Settings settings = new Settings();

	private final Path folder;

	private final Night night;

	private final NightWorkers workers;

	private final PostgresOnSmallDisk small;

	FullPostgresTest(@TempDir Path folder, @TempDir Path disk) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.workers = NightWorkers.in(folder);
		this.small = PostgresOnSmallDisk.in(disk, postgres.server().binaries());
		this.settings.use(this.small.settings());
	}

	@AfterEach
	void end() {
		this.night.close();
		this.small.close();
	}

	@Test
	void a_disk_that_fills_up_ends_the_run_and_the_next_one_sends_nothing_twice() throws Exception {
		Path file = this.night.file("big.bin", PARTS * Night.PART, 1);

		TypedCommand full = runIntoFullDisk(this.small::fill, "run");

		assertThat(full.out()).contains("the disk of its server is full").contains("No space left on device");
		assertStillFull("run");
		this.small.free();
		assertNextRunDelivers(file, "run");
	}

	@Test
	void a_server_that_goes_down_on_its_full_disk_is_one_that_was_restarted() throws Exception {
		Path file = this.night.file("big.bin", PARTS * Night.PART, 2);

		TypedCommand full = runIntoFullDisk(this.small::exhaust, "run");

		assertThat(full.out() + full.err()).contains("does not answer");
		this.small.free();
		this.small.start();
		assertNextRunDelivers(file, "run");
	}

	@Test
	void workers_stay_up_over_the_full_disk_and_go_on_with_the_next_run() throws Exception {
		Path file = this.night.file("big.bin", PARTS * Night.PART, 3);
		try (WorkerSession worker = this.workers.open("a", IN_FLIGHT)) {
			TypedCommand full = runIntoFullDisk(this.small::fill, "run", "--cluster");

			assertThat(full.out()).contains("the disk of its server is full");
			assertStillFull("run", "--cluster");
			this.workers.await("the disk of its server is full");
			this.small.free();
			assertNextRunDelivers(file, "run", "--cluster");
			// which the worker writes behind the end that the run has seen
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(command("nodes").out()).contains("a  worker").doesNotContain("at upload"));
		}
	}

	@Test
	void a_run_that_only_waits_for_its_workers_notices_the_full_disk_too() throws Exception {
		// all ranges are asked for at once: there is nothing more to write
		Path file = this.night.file("big.bin", (ARRIVED + IN_FLIGHT) * Night.PART, 4);
		try (WorkerSession worker = this.workers.open("a", IN_FLIGHT)) {
			TypedCommand full = runIntoFullDisk(this.small::fill, "run", "--cluster");

			assertThat(full.out()).contains("the disk of its server is full");
		}
		this.small.free();
		try (WorkerSession worker = this.workers.open("b", IN_FLIGHT)) {
			assertNextRunDelivers(file, "run", "--cluster");
		}
	}

	/** Full when some parts have arrived and others are on their way. */
	private TypedCommand runIntoFullDisk(Runnable full, String... words) throws Exception {
		Fault stalled = this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).skip(ARRIVED).stallInBody());
		CompletableFuture<TypedCommand> run = OwnThread.supply(() -> command(words));
		this.night.s3().awaitRequest(Op.UPLOAD_PART, ARRIVED + IN_FLIGHT, Duration.ofMinutes(1));
		full.run();
		stalled.release();
		TypedCommand ended = run.get();
		this.night.s3().faults().clear();
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
		assertThat(ended.err()).doesNotContain("\tat ");
		return ended;
	}

	private void assertStillFull(String... words) {
		assertThat(command(words)).satisfies((still) -> {
			assertThat(still.exitCode()).as("%s", still).isEqualTo(UNFINISHED);
			assertThat(still.out() + still.err()).contains("is full").doesNotContain("\tat ");
		});
	}

	private void assertNextRunDelivers(Path file, String... words) {
		assertThat(command(words)).satisfies((ended) -> assertThat(ended.exitCode()).as("%s", ended).isZero());
		this.night.assertDelivered(file);
		// what had arrived and could not be written down: a worker that gets the request
		// before this run has looked into the store sends it once more
		assertThat(this.night.resentParts("big.bin")).as("parts sent again").isLessThanOrEqualTo(IN_FLIGHT);
	}

	private TypedCommand command(String... words) {
		return TypedCommand.in(this.folder, words);
	}

}
