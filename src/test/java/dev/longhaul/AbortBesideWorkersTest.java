package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.cli.WorkerSession;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.Op;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An upload that its run aborts while a worker is still at a part of it, which takes
 * longer than the run waits for the range.
 */
@Timeout(240)
class AbortBesideWorkersTest {

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final ClusterNight cluster;

	@AutoClose
	private final Logged log = Logged.byAll();

	private final Night night;

	AbortBesideWorkersTest(@TempDir Path folder) {
		this.cluster = new ClusterNight(folder, postgres);
		this.night = this.cluster.night();
	}

	@Test
	void is_aborted_when_the_part_has_ended() throws Exception {
		this.night.file("big.bin", 3 * Night.PART, 1);
		Fault stalled = this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).once().stallInBody());
		CompletableFuture<TypedCommand> run = this.cluster.run();
		try (WorkerSession worker = this.cluster.workers().open("a", 1)) {
			this.night.s3().awaitRequest(Op.UPLOAD_PART, 1, Duration.ofMinutes(1));
			this.night.file("big.bin", 4 * Night.PART, 2);

			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> run.isDone() || isWaiting());
			assertThat(this.night.s3().requests(Op.ABORT_MULTIPART_UPLOAD)).isEmpty();

			stalled.release();
			assertThat(run.get().out()).contains("aborted");
		}
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	private boolean isWaiting() {
		return this.log.messages().stream().anyMatch((said) -> said.contains("which still sends a part of "));
	}

}
