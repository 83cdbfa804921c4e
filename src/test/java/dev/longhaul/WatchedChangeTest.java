package dev.longhaul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.definition.Definitions;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.watch.Watch;
import dev.longhaul.watch.WatchParts;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that is written over, or goes and comes back, while a watch sends it.
 */
@Timeout(120)
class WatchedChangeTest {

	private static final FileTime OLD = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

	private final Night night;

	private final Path file;

	private final BlockingQueue<UploadOutcome> outcomes = new LinkedBlockingQueue<>();

	/** The upload may fail at the first byte that is written, before the last is. */
	private final CountDownLatch written = new CountDownLatch(1);

	private final AtomicInteger looks = new AtomicInteger();

	/** A look asks for the time once. */
	private final Clock clock = ((InstantSource) () -> {
		this.looks.incrementAndGet();
		return Instant.now();
	}).withZone(ZoneOffset.UTC);

	WatchedChangeTest(@TempDir Path folder) throws IOException {
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
		Files.setLastModifiedTime(this.file, OLD);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void is_sent_once_its_writer_has_put_its_old_time_back() {
		this.night.define("", "settle: 1h");
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).once().then(this::writeOver));
		watching(() -> {
			UploadOutcome first = next();
			assertThat(first.result()).isEqualTo(Result.FAILED);
			assertThat(first.message()).contains("changed while it was being uploaded", "its upload was aborted");

			assertThat(this.written.await(20, TimeUnit.SECONDS)).as("all is written").isTrue();
			Files.setLastModifiedTime(this.file, OLD);

			UploadOutcome second = next();
			assertThat(second.result()).as("%s", second.message()).isEqualTo(Result.DELIVERED);
		});
		this.night.assertDelivered(this.file);
	}

	/** Else it is never sent, for to each look it is the one that was taken. */
	@Test
	void is_sent_though_it_came_back_while_its_failure_was_told() {
		Path away = this.night.definitions().resolve("away");
		AtomicBoolean gone = new AtomicBoolean();
		watching((candidate) -> {
			if (gone.compareAndSet(false, true)) {
				Files.move(this.file, away);
			}
		}, (outcome) -> {
			if (outcome.result() == Result.FAILED) {
				Files.move(away, this.file);
				int begun = this.looks.get();
				// the next one but one begins when the next one has ended
				Awaitility.await().until(() -> this.looks.get() >= begun + 2);
			}
		}, () -> {
			assertThat(next().result()).isEqualTo(Result.FAILED);
			assertThat(next().result()).isEqualTo(Result.DELIVERED);
		});
	}

	/**
	 * As {@code cp -p} does, which sets the time when all is written; but the file is not
	 * cut off before: ext4 shows its new length a moment before its new time, and a look
	 * in between takes an empty file for a settled one.
	 */
	private void writeOver() {
		try {
			byte[] bytes = new byte[3 * Night.PART];
			Arrays.fill(bytes, (byte) 7);
			Files.write(this.file, bytes, StandardOpenOption.WRITE);
			this.written.countDown();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private UploadOutcome next() throws InterruptedException {
		UploadOutcome outcome = this.outcomes.poll(20, TimeUnit.SECONDS);
		assertThat(outcome).as("what became of the file").isNotNull();
		return outcome;
	}

	private void watching(Changes changes) {
		watching((candidate) -> {
		}, (outcome) -> {
		}, changes);
	}

	private void watching(ThrowingConsumer<Candidate> beforeUpload, ThrowingConsumer<UploadOutcome> whileTold,
			Changes changes) {
		this.night.inSession(List.of("vault"), (session) -> {
			WatchParts parts = new WatchParts((definition) -> new RunPlanner(new Definitions(List.of(definition)),
					session.engine().history(), session.engine().home(), this.clock, () -> false), (candidate) -> {
						beforeUpload.accept(candidate);
						return session.run().begin(candidate, RunMode.USUAL);
					}, (outcome) -> {
						whileTold.accept(outcome);
						this.outcomes.add(outcome);
					}, System::nanoTime);
			try (Watch watch = new Watch(parts, Duration.ofMillis(20), Clock.systemUTC())) {
				watch.watch(session.definitions().all());
				changes.make();
			}
			catch (IOException | InterruptedException ex) {
				throw new AssertionError(ex);
			}
			return session;
		});
	}

	@FunctionalInterface
	private interface Changes {

		void make() throws IOException, InterruptedException;

	}

}
