package dev.longhaul;

import java.io.EOFException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.cli.WorkerSession;
import dev.longhaul.cluster.RangeSender.LocalDefinitions;
import dev.longhaul.cluster.Worker;
import dev.longhaul.stub.FreshPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker whose machine has no memory for the moment, or no stack.
 */
@Timeout(180)
class WorkerErrorsTest {

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final ClusterNight cluster;

	private final Night night;

	WorkerErrorsTest(@TempDir Path folder) {
		this.cluster = new ClusterNight(folder, postgres);
		this.night = this.cluster.night();
	}

	@Test
	void a_range_that_ends_with_an_error_does_not_end_the_worker() throws Exception {
		sendsAfter(() -> {
			throw new StackOverflowError("of a definition");
		});
	}

	@Test
	void a_range_that_is_left_for_another_worker_is_left_for_a_reason() throws Exception {
		try (Logged log = Logged.by(Worker.class)) {
			sendsAfter(() -> {
				// so the driver tells of a server that goes down
				throw new IllegalStateException(new SQLException("the connection broke\nmore", new EOFException()));
			});

			assertThat(log.messages()).contains("a range is left for another worker: the connection broke");
		}
	}

	private void sendsAfter(Runnable first) throws Exception {
		Path file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.cluster.settings().set("cluster.patience", "1m");
		LocalDefinitions own = this.cluster.definitions();
		AtomicInteger asked = new AtomicInteger();
		CompletableFuture<TypedCommand> run = this.cluster.run();
		try (WorkerSession worker = this.cluster.workers().open("a", 1, (name) -> {
			if (asked.getAndIncrement() == 0) {
				first.run();
			}
			return own.named(name);
		})) {
			assertThat(run.get()).satisfies((ended) -> assertThat(ended.exitCode()).as("%s", ended).isZero());
		}
		this.night.assertDelivered(file);
	}

}
