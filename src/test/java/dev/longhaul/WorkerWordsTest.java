package dev.longhaul;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.cli.WorkerSession;
import dev.longhaul.cluster.RangeSender.LocalDefinitions;
import dev.longhaul.stub.FreshPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a worker says of its ranges, to who looks at it and in {@code nodes}.
 */
@Timeout(180)
class WorkerWordsTest {

	private static final int UNFINISHED = 1;

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final Settings settings = new Settings();

	private final Path folder;

	private final Night night;

	private final NightWorkers workers;

	WorkerWordsTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.workers = NightWorkers.in(folder);
	}

	@BeforeEach
	void begin() {
		this.settings.use(postgres.settings());
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void the_end_of_a_run_is_no_trouble_of_its_worker() throws Exception {
		this.settings.set("cluster.patience", "2s");
		aRangeOfTwoParts();
		LocalDefinitions own = NightWorkers.definitions(this.folder);
		CompletableFuture<TypedCommand> run = OwnThread.supply(() -> command("run", "--cluster"));
		try (WorkerSession worker = this.workers.open("a", 1, (name) -> {
			// as the manager does
			postgres.server().sql("update batch_job_execution set status = 'STOPPING', version = version + 1");
			return own.named(name);
		})) {
			this.workers.await("its run waits for it no longer");

			assertThat(run.get().exitCode()).isEqualTo(UNFINISHED);
			assertThat(command("nodes").out()).contains("a  worker").doesNotContain("given back");
		}
	}

	/** Files of less than 33 parts have ranges of one. */
	private void aRangeOfTwoParts() throws IOException {
		Path file = this.night.file("big.bin", 1, 1);
		try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
			sparse.setLength(33L * Night.PART);
		}
	}

	private TypedCommand command(String... words) {
		return TypedCommand.in(this.folder, words);
	}

}
