package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.longhaul.cli.RunSession;
import dev.longhaul.definition.Definitions;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.watch.Watch;
import dev.longhaul.watch.WatchParts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a watch has to abort, while the store does not let it.
 */
@Timeout(120)
class WatchedAbortTest {

	private final Night night;

	private final Path file;

	private final BlockingQueue<UploadOutcome> outcomes = new LinkedBlockingQueue<>();

	private volatile Instant now = Instant.now();

	WatchedAbortTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void an_abort_that_failed_is_repeated_until_the_parts_are_gone_though_the_file_is_too() {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		watching((session) -> {
			assertThat(next().message()).contains("AccessDenied").doesNotContain("abort");
			Files.delete(this.file);

			for (int hours = 0; hours < 2; hours++) {
				this.now = this.now.plus(Duration.ofHours(1));
				assertThat(next().message()).contains("the abort failed");
			}
			assertThat(this.night.s3().openUploads()).hasSize(1);

			this.night.s3().faults().clear();
			this.now = this.now.plus(Duration.ofHours(1));
			assertThat(next().message()).contains("its upload was aborted");
			assertThat(this.night.s3().openUploads()).isEmpty();
		});
	}

	@Test
	void what_is_kept_of_a_replaced_file_is_told_once_and_not_tried_for_ever() {
		this.night.define("on-failure: keep\n");
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		watching((session) -> {
			assertThat(next().message()).contains("AccessDenied");
			this.night.s3().faults().clear();
			Path beside = Night.write(this.file.resolveSibling("../newer").normalize(), new byte[2 * Night.PART]);
			Files.move(beside, this.file, StandardCopyOption.ATOMIC_MOVE);
			UploadOutcome newer = this.outcomes.poll(30, TimeUnit.SECONDS);
			assertThat(newer).as("the newer version").isNotNull();
			assertThat(newer.result()).isEqualTo(Result.DELIVERED);

			this.now = this.now.plus(Duration.ofHours(1));

			assertThat(next().message()).contains("it is kept, and 'longhaul abort 1' ends it");
		});
	}

	@Test
	void what_is_aborted_while_it_waits_to_be_tried_again_is_not_begun_anew() {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		watching((session) -> {
			assertThat(next().message()).contains("AccessDenied");
			this.night.s3().faults().clear();
			Runs.of(session, session.unfinished().aborting(Set.of(), "by the abort command"));

			this.now = this.now.plus(Duration.ofHours(1));

			UploadOutcome tried = this.outcomes.poll(30, TimeUnit.SECONDS);
			assertThat(tried).as("what became of it").isNotNull();
			assertThat(tried.result()).isEqualTo(Result.ABORTED);
		});
		assertThat(this.night.s3().requests(Op.CREATE_MULTIPART_UPLOAD)).hasSize(1);
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	private UploadOutcome next() throws InterruptedException {
		UploadOutcome outcome = this.outcomes.poll(30, TimeUnit.SECONDS);
		assertThat(outcome).as("what became of the upload").isNotNull();
		assertThat(outcome.result()).isEqualTo(Result.FAILED);
		return outcome;
	}

	private void watching(Morning morning) {
		this.night.inSession(List.of("vault"), (session) -> {
			Clock clock = ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);
			WatchParts parts = new WatchParts(
					(definition) -> new RunPlanner(new Definitions(List.of(definition)), session.engine().history(),
							session.engine().home(), clock, () -> false),
					(candidate) -> session.run().begin(candidate, RunMode.USUAL), this.outcomes::add,
					() -> TimeUnit.MILLISECONDS.toNanos(this.now.toEpochMilli()));
			try (Watch watch = new Watch(parts, Duration.ofMillis(20), clock)) {
				watch.watch(session.definitions().all());
				morning.pass(session);
				Awaitility.await().until(() -> watch.health().toString().contains("toTryAgain=0"));
			}
			catch (IOException | InterruptedException ex) {
				throw new AssertionError(ex);
			}
			return session;
		});
	}

	@FunctionalInterface
	private interface Morning {

		void pass(RunSession session) throws IOException, InterruptedException;

	}

}
