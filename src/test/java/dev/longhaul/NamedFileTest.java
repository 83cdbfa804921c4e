package dev.longhaul;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.longhaul.definition.Definitions;
import dev.longhaul.launch.RunMode;
import dev.longhaul.launch.RunPlan;
import dev.longhaul.launch.RunPlanner;
import dev.longhaul.launch.UploadOutcome;
import dev.longhaul.launch.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Cure;
import dev.longhaul.watch.Watch;
import dev.longhaul.watch.WatchParts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that no search of its definition's folder finds, and that {@code --file} named:
 * what the runs after one that failed do with it.
 */
class NamedFileTest {

	private static final String LEFT_OUT = "exclude: [big.bin], settle: ";

	private final Night night;

	private final Path file;

	private volatile Instant now = Instant.now();

	private final AtomicInteger looks = new AtomicInteger();

	NamedFileTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.night.define("", LEFT_OUT + "0s");
		this.file = this.night.file("big.bin", 3 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void one_that_has_changed_is_sent_anew_by_a_run_that_names_nothing() {
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SUPERSEDED, Result.DELIVERED);

		this.night.assertDelivered(this.file);
		assertThat(this.night.run()).as("asked for no more").isEmpty();
	}

	@Test
	void one_that_has_changed_after_two_failed_runs_is_sent_anew() {
		failAtThirdPart(List.of(this.file));
		failAtThirdPart(List.of());
		FileChange.GROWS.make(this.file);

		this.night.run();

		this.night.assertDelivered(this.file);
	}

	@Test
	void one_that_has_not_changed_is_finished() {
		failAtThirdPart(List.of(this.file));

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		this.night.assertDelivered(this.file);
	}

	@Test
	void one_that_is_still_being_written_is_waited_for() {
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);
		this.night.define("", LEFT_OUT + "1h");

		RunPlan plan = this.night.inSession(List.of("vault"), (session) -> session.planner().plan(List.of(), false));

		assertThat(plan.unsettled()).containsExactly(this.file);
		assertThat(plan.candidates()).isEmpty();
		this.night.define("", LEFT_OUT + "0s");
		this.night.run();
		this.night.assertDelivered(this.file);
	}

	@Test
	@Timeout(120)
	void one_that_is_still_being_written_when_a_watch_begins_is_sent_once_it_has_settled() {
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);
		this.night.define("", LEFT_OUT + "1h");

		watching((outcomes) -> {
			assertThat(outcomes).isEmpty();
			this.now = this.now.plus(Duration.ofHours(2));
			Awaitility.await().until(outcomes::size, (ended) -> ended == 2);
			assertThat(outcomes).extracting(UploadOutcome::result).containsExactly(Result.SUPERSEDED, Result.DELIVERED);
		});

		this.night.assertDelivered(this.file);
	}

	@Test
	@Timeout(120)
	void while_a_watch_waits_for_one_another_that_fails_is_not_tried_again_by_each_look() {
		this.night.define("", "exclude: ['*.bin'], settle: 0s");
		Path other = this.night.file("other.bin", 3 * Night.PART, 2);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		assertThat(run(List.of(this.file, other))).extracting(UploadOutcome::result).containsOnly(Result.FAILED);
		FileChange.GROWS.make(this.file);
		this.night.define("", "exclude: ['*.bin'], settle: 1h");

		watching((outcomes) -> {
			Awaitility.await().until(() -> !outcomes.isEmpty());
			int looks = this.looks.get();
			Awaitility.await().until(this.looks::get, (made) -> made > looks + 20);
			assertThat(outcomes).extracting(UploadOutcome::file).containsExactly(other);
		});
	}

	@Test
	void one_whose_key_another_file_has_by_now_is_told_by_each_run() {
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);
		define(Night.BUCKET, "{name}");
		run(List.of(this.night.file("other/big.bin", 10, 2)));

		for (int runs = 0; runs < 2; runs++) {
			assertThat(this.night.run()).extracting(UploadOutcome::result)
				.containsExactlyInAnyOrder(Result.FAILED, Result.SKIPPED);
		}
	}

	@Test
	void a_rerun_says_that_the_new_version_is_to_be_named_again() {
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);

		List<UploadOutcome> outcomes = rerun();

		assertThat(outcomes).extracting(UploadOutcome::result).containsExactly(Result.FAILED);
		assertThat(outcomes.get(0).message()).endsWith("'longhaul run --file " + this.file + "' begins it anew");
	}

	@Test
	void one_whose_definition_sends_elsewhere_now_is_left_by_a_rerun_and_sent_there_by_a_run() {
		failAtThirdPart(List.of(this.file));
		this.night.s3().createBucket("attic");
		define("attic", "{path}");

		List<UploadOutcome> rerun = rerun();

		assertThat(rerun).extracting(UploadOutcome::cure).containsExactly(Cure.RERUN);
		assertThat(this.night.s3().openUploads()).hasSize(1);
		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SUPERSEDED, Result.DELIVERED);
		assertThat(this.night.s3().object("attic", "big.bin").mismatch(this.file)).isEqualTo(-1);
	}

	@Test
	void one_that_changed_twice_while_the_store_refused_aborts_is_sent_once() {
		failAtThirdPart(List.of(this.file));
		FileChange.GROWS.make(this.file);
		this.night.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		assertThat(this.night.run()).extracting(UploadOutcome::result).containsOnly(Result.FAILED).hasSize(2);
		this.night.s3().faults().clear();
		FileChange.GROWS.make(this.file);

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SUPERSEDED, Result.SUPERSEDED, Result.DELIVERED);

		this.night.assertDelivered(this.file);
	}

	@Test
	void one_that_a_search_found_before_its_definition_left_it_out_is_not_sent_anew() {
		this.night.define("");
		failAtThirdPart(List.of());
		this.night.define("", LEFT_OUT + "0s");
		FileChange.GROWS.make(this.file);

		assertThat(this.night.run()).extracting(UploadOutcome::result).containsExactly(Result.SUPERSEDED);
	}

	private void failAtThirdPart(List<Path> named) {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		assertThat(run(named)).extracting(UploadOutcome::result).containsExactly(Result.FAILED);
		this.night.s3().faults().clear();
	}

	private void define(String bucket, String key) {
		String definition = """
				source: {directory: "%s", exclude: [big.bin], settle: 0s}
				destination: {bucket: %s, key: "%s", endpoint: "%s", store: generic}
				transfer: {part-size: 5MB}
				""".formatted(this.file.getParent(), bucket, key, this.night.s3().endpoint());
		Night.write(this.night.definitions().resolve("vault.yml"), definition.getBytes(StandardCharsets.UTF_8));
	}

	/** From the first look on; what failed is never due to be tried again. */
	private void watching(Consumer<BlockingQueue<UploadOutcome>> morning) {
		BlockingQueue<UploadOutcome> outcomes = new LinkedBlockingQueue<>();
		Clock clock = ((InstantSource) () -> {
			this.looks.incrementAndGet();
			return this.now;
		}).withZone(ZoneOffset.UTC);
		this.night.inSession(List.of("vault"), (session) -> {
			WatchParts parts = new WatchParts(
					(definition) -> new RunPlanner(new Definitions(List.of(definition)), session.engine().history(),
							session.engine().home(), clock, () -> false),
					(candidate) -> session.run().begin(candidate, RunMode.USUAL), outcomes::add, () -> 0);
			try (Watch watch = new Watch(parts, Duration.ofMillis(20), clock)) {
				watch.watch(session.definitions().all());
				Awaitility.await()
					.until(() -> watch.health().toString(), (health) -> health.contains("lastLook=" + this.now));
				morning.accept(outcomes);
			}
			return session;
		});
	}

	private List<UploadOutcome> rerun() {
		return this.night.inSession(List.of("vault"),
				(session) -> Runs.of(session, session.unfinished().goingOn(Set.of())));
	}

	private List<UploadOutcome> run(List<Path> named) {
		return this.night.inSession(List.of("vault"),
				(session) -> Runs.of(session, session.planner().plan(named, false)));
	}

}
