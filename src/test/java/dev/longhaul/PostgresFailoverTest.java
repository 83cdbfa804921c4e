package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.cli.WorkerSession;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A PostgreSQL that dies, and its standby, which takes its place.
 */
class PostgresFailoverTest {

	private static final int UNFINISHED = 1;

	private static final int SLOTS = 2;

	@RegisterExtension
	final Settings settings = new Settings();

	private final Path folder;

	private final Night night;

	private final NightWorkers workers;

	private final PostgresServer primary;

	private final PostgresServer standby;

	PostgresFailoverTest(@TempDir Path folder, @TempDir Path data) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.workers = NightWorkers.in(folder);
		this.primary = PostgresServer.in(data);
		this.standby = this.primary.standbyIn(data);
		this.settings.use(PostgresServer.settings(this.primary.urlWith(this.standby)));
	}

	@AfterEach
	void end() {
		this.night.close();
		this.standby.close();
	}

	@Test
	void what_the_primary_had_begun_the_next_run_finishes_by_the_standby() throws Exception {
		Path file = this.night.file("big.bin", 12 * Night.PART, 1);
		Fault stalled = this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).skip(5).stallInBody());
		try (WorkerSession worker = this.workers.open("a", SLOTS)) {
			CompletableFuture<TypedCommand> run = OwnThread.supply(() -> command("run", "--cluster"));
			this.night.s3().awaitRequest(Op.UPLOAD_PART, 5 + SLOTS, Duration.ofMinutes(1));
			this.primary.kill();
			stalled.release();
			assertThat(run.get()).satisfies((ended) -> {
				assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
				assertThat(ended.out() + ended.err()).contains("does not answer").doesNotContain("\tat ");
			});
		}
		this.night.s3().faults().clear();
		assertThat(command("run", "--cluster").exitCode()).as("while no server takes writes").isEqualTo(UNFINISHED);

		this.standby.promote();
		try (WorkerSession worker = this.workers.open("b", SLOTS)) {
			assertThat(command("run", "--cluster"))
				.satisfies((ended) -> assertThat(ended.exitCode()).as("%s", ended).isZero());
		}

		this.night.assertDelivered(file);
		assertThat(this.night.resentParts("big.bin")).as("parts sent again").isLessThanOrEqualTo(SLOTS);
	}

	private TypedCommand command(String... words) {
		return TypedCommand.in(this.folder, words);
	}

}
