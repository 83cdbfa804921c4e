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
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.longhaul.cli.RunSession;
import dev.longhaul.definition.Definitions;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.report.WatchHealth;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.watch.HealthFile;
import dev.longhaul.watch.Watch;
import dev.longhaul.watch.WatchParts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What failed under a watch stands in its health file, for a monitor, and in the status.
 */
@Timeout(120)
class WatchedFailuresTest {

	private final Path folder;

	private final Night night;

	private volatile Instant now = Instant.now();

	WatchedFailuresTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_file_that_fails_is_counted_until_it_is_delivered_and_its_failure_told() {
		Path file = this.night.file("a.bin", 100, 1);
		Fault refused = this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(403, "AccessDenied"));

		watching((watch) -> {
			awaitHealth(watch, "failed=1");
			assertThat(refused.hits()).isPositive();
			assertThat(watch.health().toString()).contains("toTryAgain=1", "problems=0", "lastFailure=Failure[at=",
					"file=" + file, "AccessDenied");
			assertThat(told(watch))
				.containsPattern("\nwatch  vault  looked \\d+ s ago  0 under way, 1 failed, 1 to be tried again\n"
						+ "   last failure, \\d+ s ago: " + file + ": PutObject of ");

			this.night.s3().faults().clear();
			this.now = this.now.plus(Duration.ofHours(1));
			awaitHealth(watch, "failed=0");
			assertThat(told(watch)).contains("0 failed, 0 to be tried again\n").doesNotContain("last failure");
		});
	}

	@Test
	void a_file_that_another_command_delivered_has_not_failed_any_more() {
		Path file = this.night.file("a.bin", 100, 1);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(403, "AccessDenied"));

		watching((watch, session) -> {
			awaitHealth(watch, "failed=1");
			this.night.s3().faults().clear();
			assertThat(Runs.of(session, session.unfinished().goingOn(Set.of()))).hasSize(1);

			awaitHealth(watch, "failed=0");
			assertThat(watch.health().toString()).contains("toTryAgain=0", "lastFailure=Failure[");
		});
		assertThat(this.night.s3().object(Night.BUCKET, "a.bin").mismatch(file)).isEqualTo(-1);
	}

	@Test
	void a_file_that_failed_and_is_gone_has_not_failed_any_more() {
		Path file = this.night.file("a.bin", 100, 1);
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(403, "AccessDenied"));

		watching((watch) -> {
			awaitHealth(watch, "failed=1");
			Files.delete(file);
			this.now = this.now.plus(Duration.ofHours(1));
			awaitHealth(watch, "failed=0");
		});
	}

	@Test
	void what_cannot_be_taken_is_a_problem_until_it_is_over() throws IOException {
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("{path}", "{ext}"));
		Path nameless = this.night.file("nameless", 100, 1);

		watching((watch) -> {
			awaitHealth(watch, "problems=1");
			assertThat(watch.health().toString()).contains("failed=0", "file=null", "nameless would get the key");
			assertThat(told(watch)).containsPattern("0 failed, 0 to be tried again, 1 problem\n"
					+ "   last failure, \\d+ s ago: nameless would get the key");
			Files.delete(nameless);
			awaitHealth(watch, "problems=0");
		});
	}

	@Test
	void one_that_was_killed_is_said_to_be_silent() {
		this.night.file("a.bin", 100, 1);
		this.night.longhaul("run");
		Instant then = Instant.now().minus(Duration.ofHours(3));
		watching((watch) -> beat(watch, then));

		assertThat(this.night.status()).containsPattern(
				"\nwatch  vault  .*; it has told nothing for 3 h 0 min: its process was killed or hangs\n");
		assertThat(this.night.longhaul("status", "--json")).contains("\"event\":\"watch\"", "\"silent\":true");
	}

	@Test
	void the_file_of_an_earlier_build_is_read() throws IOException {
		this.night.file("a.bin", 100, 1);
		this.night.longhaul("run");
		Files.writeString(WatchHealth.in(this.folder.resolve("home")), """
				{"at":"2026-11-28T20:51:21Z","folders":[{"definition":"vault","lastLook":null,"took":null,\
				"lookingSince":null,"underWay":1,"toTryAgain":2}]}""");

		assertThat(this.night.status())
			.contains("\nwatch  vault  has not looked yet  1 under way, 0 failed, 2 to be tried again; it has");
	}

	private String told(Watch watch) {
		beat(watch, this.now);
		return this.night.status();
	}

	/** Not closed: the file stays. */
	private void beat(Watch watch, Instant at) {
		new HealthFile(WatchHealth.in(this.folder.resolve("home")), Clock.fixed(at, ZoneOffset.UTC))
			.beat(watch.health());
	}

	private static void awaitHealth(Watch watch, String words) {
		Awaitility.await().until(() -> watch.health().toString(), (health) -> health.contains(words));
	}

	private void watching(Morning morning) {
		watching((watch, session) -> morning.pass(watch));
	}

	private void watching(MorningBeside morning) {
		Clock clock = ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);
		this.night.inSession(List.of("vault"), (session) -> {
			try (Watch watch = new Watch(parts(session, clock), Duration.ofMillis(20), clock)) {
				watch.watch(session.definitions().all());
				morning.pass(watch, session);
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
			return session;
		});
	}

	private WatchParts parts(RunSession session, Clock clock) {
		return new WatchParts(
				(definition) -> new RunPlanner(new Definitions(List.of(definition)), session.engine().history(),
						session.engine().home(), clock, () -> false),
				(candidate) -> session.run().begin(candidate, RunMode.USUAL), (outcome) -> {
				}, () -> TimeUnit.MILLISECONDS.toNanos(this.now.toEpochMilli()));
	}

	@FunctionalInterface
	private interface Morning {

		void pass(Watch watch) throws IOException;

	}

	@FunctionalInterface
	private interface MorningBeside {

		void pass(Watch watch, RunSession session) throws IOException;

	}

}
