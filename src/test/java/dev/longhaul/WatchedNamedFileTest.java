package dev.longhaul;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.longhaul.cli.RunSession;
import dev.longhaul.definition.Definitions;
import dev.longhaul.history.NamedUpload;
import dev.longhaul.history.UploadAttempts;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.watch.Watch;
import dev.longhaul.watch.WatchParts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a watch does for files that no look finds, and that {@code --file} named: what
 * earlier runs left unfinished of them it takes up once, and the new version follows.
 */
@Timeout(120)
class WatchedNamedFileTest {

	@AutoClose
	private final Logged log = Logged.under("dev.longhaul.watch");

	private final Night night;

	private final Path file;

	private final BlockingQueue<UploadOutcome> outcomes = new LinkedBlockingQueue<>();

	private final AtomicInteger looks = new AtomicInteger();

	private volatile Instant now = Instant.now();

	WatchedNamedFileTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		define("", "0s");
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void one_that_is_still_being_written_when_the_watch_begins_is_sent_once_it_has_settled() {
		failAtThirdPart(this.file);
		FileChange.GROWS.make(this.file);
		define("", "1h");

		watching(() -> {
			awaitLooks();
			assertThat(this.outcomes).extracting(UploadOutcome::result).containsExactly(Result.SUPERSEDED);
			this.now = this.now.plus(Duration.ofHours(2));
			Awaitility.await().until(this.outcomes::size, (ended) -> ended == 2);
			assertThat(this.outcomes).extracting(UploadOutcome::result)
				.containsExactly(Result.SUPERSEDED, Result.DELIVERED);
		});

		this.night.assertDelivered(this.file);
	}

	@Test
	void while_one_is_waited_for_an_upload_that_fails_is_not_tried_again_by_each_look() {
		Path other = this.night.file("other.bin", 3 * Night.PART, 2);
		failAtThirdPart(this.file, other);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		FileChange.GROWS.make(this.file);
		define("", "1h");

		watching(() -> {
			awaitLooks();
			assertThat(this.outcomes).extracting(UploadOutcome::file).containsExactlyInAnyOrder(this.file, other);
		});
	}

	@Test
	void while_one_is_waited_for_what_is_kept_of_a_replaced_file_is_tried_once() {
		Path other = this.night.file("other.bin", 3 * Night.PART, 2);
		failAtThirdPart(this.file, other);
		FileChange.GROWS.make(this.file);
		FileChange.GROWS.make(other);
		define("on-failure: keep\n", "1h");

		watching(() -> {
			awaitLooks();
			assertThat(this.outcomes).extracting(UploadOutcome::file).containsExactlyInAnyOrder(this.file, other);
		});
	}

	@Test
	void what_is_kept_of_a_replaced_one_does_not_hold_up_its_new_version() {
		failAtThirdPart(this.file);
		FileChange.GROWS.make(this.file);
		define("on-failure: keep\n", "1h");

		watching(() -> {
			awaitLooks();
			this.now = this.now.plus(Duration.ofHours(2));
			Awaitility.await().until(this.outcomes::size, (ended) -> ended == 2);
			assertThat(this.outcomes).extracting(UploadOutcome::result)
				.containsExactly(Result.FAILED, Result.DELIVERED);
		});
	}

	@Test
	void one_whose_key_is_taken_is_sent_once_that_is_free_and_told_once_until_then() {
		failAtThirdPart(this.file);
		FileChange.GROWS.make(this.file);
		defineKey("{name}");
		Path holder = this.night.file("other/big.bin", 10, 2);
		run(holder);

		watching(() -> {
			awaitLooks();
			assertThat(this.log.messages()).singleElement()
				.asString()
				.contains("is not sent, it would get the key 'big.bin' of " + holder);
			delete(holder);
			Awaitility.await()
				.until(() -> this.outcomes.stream().anyMatch((ended) -> ended.result() == Result.DELIVERED));
		});

		assertThat(this.night.s3().object(Night.BUCKET, "big.bin").mismatch(this.file)).isEqualTo(-1);
	}

	@Test
	void what_a_run_beside_the_watch_leaves_unfinished_is_taken_up_too() {
		watching((session) -> {
			Awaitility.await().until(this.looks::get, (looks) -> looks > 5);
			this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).once().answer(403, "AccessDenied"));
			assertThat(Runs.of(session, session.planner().plan(List.of(this.file), false)))
				.extracting(UploadOutcome::result)
				.containsExactly(Result.FAILED);

			awaitLooks();
			assertThat(this.outcomes).extracting(UploadOutcome::result).containsExactly(Result.RESUMED);
		});

		this.night.assertDelivered(this.file);
	}

	@Test
	void what_the_watch_itself_fails_at_of_that_waits_for_its_next_try() {
		watching((session) -> {
			Awaitility.await().until(this.looks::get, (looks) -> looks > 5);
			this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
			assertThat(Runs.of(session, session.planner().plan(List.of(this.file), false))).hasSize(1);

			awaitLooks();
			assertThat(this.outcomes).extracting(UploadOutcome::result).containsExactly(Result.FAILED);
		});
	}

	/** Else a look takes its file for one that nobody wants any more, and says so. */
	@Test
	void one_whose_upload_is_given_up_at_this_moment_is_known_all_the_same() {
		failAtThirdPart(this.file);
		this.night.inSession(List.of("vault"), (session) -> {
			UploadAttempts attempts = session.engine().history().attempts();
			AtomicBoolean enough = new AtomicBoolean();
			CompletableFuture<Void> givingUp = OwnThread.run(() -> {
				while (!enough.get()) {
					setStatus(attempts, "ABANDONED");
					setStatus(attempts, "FAILED");
				}
			});
			try {
				for (int looks = 0; looks < 300; looks++) {
					assertThat(attempts.named()).extracting(NamedUpload::identity)
						.extracting(UploadIdentity::file)
						.containsExactly(this.file);
				}
			}
			finally {
				enough.set(true);
				givingUp.join();
			}
			return session;
		});
	}

	private static void setStatus(UploadAttempts attempts, String status) {
		attempts.jdbc().sql("update BATCH_JOB_EXECUTION set STATUS = ?").param(status).update();
	}

	private void define(String further, String settle) {
		this.night.define(further, "exclude: ['*.bin'], settle: " + settle);
	}

	private void defineKey(String key) {
		Night.write(this.night.definitions().resolve("vault.yml"), """
				source: {directory: "%s", include: [none], settle: 0s}
				destination: {bucket: vault, key: "%s", endpoint: "%s", store: generic}
				transfer: {part-size: 5MB}
				""".formatted(this.file.getParent(), key, this.night.s3().endpoint()).getBytes(StandardCharsets.UTF_8));
	}

	private void failAtThirdPart(Path... named) {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		assertThat(run(named)).extracting(UploadOutcome::result).containsOnly(Result.FAILED);
		this.night.s3().faults().clear();
	}

	private List<UploadOutcome> run(Path... named) {
		return this.night.inSession(List.of("vault"),
				(session) -> Runs.of(session, session.planner().plan(List.of(named), false)));
	}

	private void awaitLooks() {
		Awaitility.await().until(() -> !this.outcomes.isEmpty());
		int made = this.looks.get();
		Awaitility.await().until(this.looks::get, (looks) -> looks > made + 20);
	}

	/** What failed is never due to be tried again. */
	private void watching(Runnable morning) {
		watching((session) -> morning.run());
	}

	private void watching(Consumer<RunSession> morning) {
		Clock clock = ((InstantSource) () -> {
			this.looks.incrementAndGet();
			return this.now;
		}).withZone(ZoneOffset.UTC);
		this.night.inSession(List.of("vault"), (session) -> {
			WatchParts parts = new WatchParts(
					(definition) -> new RunPlanner(new Definitions(List.of(definition)), session.engine().history(),
							session.engine().home(), clock, () -> false),
					(candidate) -> session.run().begin(candidate, RunMode.USUAL), this.outcomes::add, () -> 0);
			try (Watch watch = new Watch(parts, Duration.ofMillis(20), clock)) {
				watch.watch(session.definitions().all());
				morning.accept(session);
			}
			return session;
		});
	}

	private static void delete(Path file) {
		try {
			Files.delete(file);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
