package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import dev.longhaul.cli.RunSession;
import dev.longhaul.definition.Definitions;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.PlanningStopped;
import dev.longhaul.plan.RealFolders;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.plan.SharedFiles;
import dev.longhaul.source.SourceFile;
import dev.longhaul.stub.StoredObject;
import dev.longhaul.upload.Cure;
import dev.longhaul.watch.Watch;
import dev.longhaul.watch.WatchParts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A look at one folder that does not come to its end, as on a network mount whose server
 * is gone.
 */
@Timeout(120)
class HungFolderTest {

	private static final Instant BEGUN = Instant.parse("2026-03-01T12:00:00Z");

	@AutoClose
	private final Logged log = Logged.under("dev.longhaul.watch");

	private final AtomicInteger asked = new AtomicInteger();

	private volatile CountDownLatch answer = new CountDownLatch(1);

	private final Night night;

	private volatile Instant now = BEGUN;

	private volatile boolean hangs;

	HungFolderTest(@TempDir Path folder) throws IOException {
		this.night = Night.in(folder);
		Files.createDirectories(folder.resolve("files"));
		Path hanging = Files.copy(folder.resolve("vault.yml"), folder.resolve("hanging.yml"));
		Files.writeString(hanging,
				Files.readString(hanging).replace("/files\"", "/mount\"").replace("{path}", "mount/{path}"));
		Night.write(folder.resolve("mount/x"), new byte[] { 1 });
	}

	@AfterEach
	void close() {
		this.answer.countDown();
		this.night.close();
	}

	@Test
	void holds_up_no_other_definition_and_is_said_once_until_it_answers() {
		this.night.inSession(List.of("vault", "hanging"), (session) -> {
			Clock clock = ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);
			WatchParts parts = new WatchParts(
					(definition) -> new RunPlanner(new Definitions(List.of(definition)), session.engine().history(),
							session.engine().home(), clock, () -> false),
					(candidate) -> begin(session, candidate), (outcome) -> {
					}, () -> TimeUnit.MILLISECONDS.toNanos(this.now.toEpochMilli()));
			try (Watch watch = new Watch(parts, Duration.ofMillis(20), clock)) {
				watch.watch(session.definitions().all());
				awaitDelivered("x1");
				Awaitility.await().until(() -> health(watch, "hanging").contains("lookingSince=" + BEGUN));
				assertThat(said()).isEmpty();

				this.now = BEGUN.plus(Duration.ofMinutes(6));
				watch.health();
				this.now = BEGUN.plus(Duration.ofMinutes(60));
				assertThat(health(watch, "hanging")).contains("lookingSince=" + BEGUN);
				assertThat(said()).containsExactly(
						"hanging: its folder has not answered since " + BEGUN + "; the other definitions go on");
				awaitDelivered("x2");

				this.answer.countDown();
				awaitDelivered("mount/x");
				Awaitility.await().until(() -> health(watch, "hanging").contains("lookingSince=null"));
				assertThat(said()).hasSize(2).last().isEqualTo("hanging: its folder answers again");
			}
			return session;
		});
	}

	@Test
	void is_refused_by_a_run_that_sends_what_the_others_have() {
		this.night.file("x1", 10, 1);
		this.night.inSession(List.of("hanging", "vault"), (session) -> {
			RunPlan plan = planner(session, () -> false, Duration.ofSeconds(2)).plan(List.of(), false);

			assertThat(plan.refused()).singleElement().satisfies((refused) -> {
				assertThat(refused.definition()).isEqualTo("hanging");
				assertThat(refused.message()).contains("/mount cannot be read: it does not answer");
				assertThat(refused.cure()).isEqualTo(Cure.PERSON);
			});
			assertThat(Runs.of(session, plan)).extracting(UploadOutcome::result)
				.containsExactly(Result.FAILED, Result.DELIVERED);
			return session;
		});
		assertThat(this.night.s3().objects()).extracting(StoredObject::key).containsExactly("x1");
	}

	@Test
	void does_not_keep_a_run_from_being_stopped() {
		this.night.inSession(List.of("hanging"), (session) -> {
			RunPlanner planner = planner(session, () -> this.hangs, Duration.ofDays(1));

			assertThatExceptionOfType(PlanningStopped.class).isThrownBy(() -> planner.plan(List.of(), false));
			return session;
		});
	}

	@Test
	void has_its_place_in_the_plan_where_it_answers_at_last() {
		this.night.file("x1", 10, 1);
		this.night.inSession(List.of("hanging", "vault"), (session) -> {
			RunPlan plan = planner(session, this::answersNow, Duration.ofDays(1)).plan(List.of(), false);

			assertThat(plan.candidates()).extracting(Candidate::key).containsExactly("mount/x", "x1");
			return session;
		});
	}

	/**
	 * Whether the process is stopping, which the search of each folder asks: it is not,
	 * and what hangs answers when another folder is being searched.
	 */
	private boolean answersNow() {
		if (Thread.currentThread().getName().equals("look-vault")) {
			this.answer.countDown();
		}
		return false;
	}

	@Test
	void of_another_definition_keeps_a_delivered_file_until_it_has_answered_once() {
		Path file = this.night.file("x1", 10, 1);
		this.night.inSession(List.of("hanging", "vault"), (session) -> {
			UploadIdentity delivered = UploadIdentity.of(session.definitions().get("vault"), SourceFile.of(file));
			SharedFiles sharers = new SharedFiles(session.engine().definitions(), session.engine().history(),
					session.engine().home(), new RealFolders(this::realFolder, Duration.ofMillis(200)));

			assertThat(sharers.reasonToStay(delivered)).contains("stays in its folder until that of hanging answers");
			assertThat(sharers.reasonToStay(delivered)).isPresent();
			assertThat(this.asked).as("threads that hang").hasValue(1);

			this.answer.countDown();
			Awaitility.await().until(() -> sharers.reasonToStay(delivered).isEmpty());
			this.answer = new CountDownLatch(1);
			assertThat(sharers.reasonToStay(delivered)).as("it lies where it lay").isEmpty();
			return session;
		});
	}

	private Path realFolder(Path folder) throws IOException {
		if (folder.endsWith("mount")) {
			this.asked.incrementAndGet();
			awaitAnswer();
		}
		return folder.toRealPath();
	}

	/** Whose first look at a clock hangs, of the one definition. */
	private RunPlanner planner(RunSession session, BooleanSupplier stopping, Duration patience) {
		InstantSource hanging = () -> {
			if (Thread.currentThread().getName().equals("look-hanging")) {
				awaitAnswer();
			}
			return BEGUN;
		};
		return new RunPlanner(session.definitions(), session.engine().history(), session.engine().home(),
				hanging.withZone(ZoneOffset.UTC), stopping, patience);
	}

	/** A file that comes now is delivered. */
	private void awaitDelivered(String key) {
		if (!key.startsWith("mount")) {
			this.night.file(key, 10, 1);
		}
		Awaitility.await()
			.until(() -> this.night.s3().objects().stream().anyMatch((object) -> object.key().equals(key)));
	}

	private CompletableFuture<UploadOutcome> begin(RunSession session, Candidate candidate) {
		if (candidate.identity().definition().equals("hanging")) {
			awaitAnswer();
		}
		return session.run().begin(candidate, RunMode.USUAL);
	}

	private void awaitAnswer() {
		this.hangs = true;
		try {
			this.answer.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String health(Watch watch, String definition) {
		List<?> folders = watch.health();
		return folders.stream()
			.map(String::valueOf)
			.filter((folder) -> folder.contains("definition=" + definition))
			.findFirst()
			.orElse("");
	}

	/**
	 * Of the folder that hangs; the clock may go on in the middle of another one's look.
	 */
	private List<String> said() {
		return this.log.messages().stream().filter((message) -> message.startsWith("hanging: ")).toList();
	}

}
