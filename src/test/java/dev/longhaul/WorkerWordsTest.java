package dev.longhaul;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.longhaul.cli.WorkerSession;
import dev.longhaul.cluster.RangeEvent;
import dev.longhaul.cluster.RangeSender.LocalDefinitions;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AutoClose;
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
	final ClusterNight cluster;

	@AutoClose
	private final Logged log = Logged.byAll();

	private final Night night;

	private final NightWorkers workers;

	WorkerWordsTest(@TempDir Path folder) {
		this.cluster = new ClusterNight(folder, postgres);
		this.night = this.cluster.night();
		this.workers = this.cluster.workers();
	}

	@Test
	void the_end_of_a_run_is_no_trouble_of_its_worker() throws Exception {
		this.cluster.settings().set("cluster.patience", "2s");
		aRangeOfTwoParts();
		LocalDefinitions own = this.cluster.definitions();
		CompletableFuture<TypedCommand> run = this.cluster.run();
		try (WorkerSession worker = this.workers.open("a", 1, (name) -> {
			// as the manager does
			postgres.server().sql("update batch_job_execution set status = 'STOPPING', version = version + 1");
			return own.named(name);
		})) {
			this.workers.await("its run waits for it no longer");

			assertThat(run.get().exitCode()).isEqualTo(UNFINISHED);
			assertThat(this.cluster.command("nodes").out()).contains("a  worker").doesNotContain("given back");
		}
	}

	@Test
	void parts_that_were_in_the_store_are_not_called_sent_anew() throws Exception {
		Path file = this.night.file("big.bin", 2 * Night.PART, 2);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(1).doneButAnswerLost());
		this.cluster.settings().set("cluster.patience", "2s");
		try (WorkerSession worker = this.workers.open("a", 1)) {
			assertThat(this.cluster.command("run", "--cluster").exitCode()).isNotZero();
		}
		this.night.s3().faults().clear();
		this.workers.events().clear();
		this.cluster.settings().set("cluster.patience", "1m");
		// the first one waits for the store
		try (WorkerSession worker = this.workers.open("b", 1)) {
			assertThat(this.cluster.command("run", "--cluster").exitCode()).isZero();
		}
		this.night.assertDelivered(file);
		assertThat(this.workers.events()).filteredOn((event) -> event.first() == 1)
			.extracting(RangeEvent::message)
			.containsExactly("was there already");
	}

	@Test
	void what_a_worker_sends_of_one_file_does_not_hide_what_it_cannot_send_of_another() throws Exception {
		this.cluster.settings().set("cluster.patience", "3s");
		Path refused = this.night.file("a.bin", 2 * Night.PART, 4);
		Path file = this.night.file("b.bin", 6 * Night.PART, 5);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).key("a.bin").answer(403, "InvalidAccessKeyId"));
		CompletableFuture<TypedCommand> run = this.cluster.run();
		try (WorkerSession worker = this.workers.open("a", 1)) {
			assertThat(run.get()).satisfies((ended) -> {
				assertThat(ended.exitCode()).isEqualTo(UNFINISHED);
				assertThat(ended.out()).contains("no worker can send " + refused).contains("InvalidAccessKeyId");
			});

			assertThat(this.cluster.command("nodes").out())
				.contains(" of %s given back: UploadPart".formatted(refused));
		}
		assertThat(this.night.s3().object(Night.BUCKET, "b.bin").mismatch(file)).isEqualTo(-1);
		assertThat(this.workers.events()).filteredOn((event) -> event.file().equals(refused.toString()))
			.hasSizeGreaterThan(1)
			.filteredOn((event) -> !event.again())
			.as("told once in words")
			.hasSize(1);
	}

	@Test
	void ranges_that_others_took_over_are_told_once_an_upload() throws Exception {
		Path file = this.night.file("big.bin", 3 * Night.PART, 3);
		LocalDefinitions own = this.cluster.definitions();
		AtomicInteger asked = new AtomicInteger();
		CompletableFuture<TypedCommand> run = this.cluster.run();
		try (WorkerSession worker = this.workers.open("a", 1, (name) -> {
			if (asked.getAndIncrement() < 2) {
				this.cluster.takeRangesOver();
			}
			return own.named(name);
		})) {
			assertThat(run.get().exitCode()).isZero();
		}
		this.night.assertDelivered(file);
		assertThat(this.log.events()).filteredOn(WorkerWordsTest::isOfLoss)
			.singleElement()
			.satisfies((event) -> assertThat(event.getLevel()).isEqualTo(Level.INFO))
			.extracting(ILoggingEvent::getFormattedMessage)
			.isEqualTo("ranges of %s were taken over by another worker, or closed by their run; what was sent of them "
				.formatted(file) + "meanwhile is not written down");
	}

	private static boolean isOfLoss(ILoggingEvent event) {
		return event.getFormattedMessage().contains("taken over by another worker")
				|| (event.getThrowableProxy() != null
						&& event.getThrowableProxy().getClassName().contains("OptimisticLocking"));
	}

	/** Files of less than 33 parts have ranges of one. */
	private void aRangeOfTwoParts() throws IOException {
		Path file = this.night.file("big.bin", 1, 1);
		try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
			sparse.setLength(33L * Night.PART);
		}
	}

}
