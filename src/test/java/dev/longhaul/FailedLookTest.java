package dev.longhaul;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.cli.RunSession;
import dev.longhaul.definition.Definitions;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.watch.Watch;
import dev.longhaul.watch.WatchParts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A look of a watch that ends with an error of the machine, such as no memory for the
 * moment.
 */
@Timeout(120)
class FailedLookTest {

	private final Night night;

	private final AtomicInteger looks = new AtomicInteger();

	private final AtomicInteger begun = new AtomicInteger();

	private volatile Instant now = Instant.now();

	FailedLookTest(@TempDir Path folder) throws Exception {
		this.night = Night.in(folder);
		Path definition = folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("{path}", "{date:yyyy}/{name}"));
		this.night.file("first", 10, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void is_followed_by_the_next_one() {
		this.night.inSession(List.of("vault"), (session) -> {
			watch(session, () -> {
				if (this.looks.getAndIncrement() == 0) {
					throw new StackOverflowError("of a look");
				}
				return this.now;
			}, (candidate) -> session.run().begin(candidate, RunMode.USUAL), () -> awaitDelivered("first"));
			assertThat(this.looks).as("the first one failed").hasValueGreaterThan(1);
			return session;
		});
	}

	@Test
	void an_upload_that_it_could_not_begin_is_begun_later_and_the_others_at_once() {
		this.night.file("second", 10, 2);
		this.night.inSession(List.of("vault"), (session) -> {
			watch(session, () -> this.now, (candidate) -> {
				if (this.begun.getAndIncrement() == 0) {
					throw new OutOfMemoryError("unable to create native thread");
				}
				return session.run().begin(candidate, RunMode.USUAL);
			}, () -> {
				Awaitility.await().until(() -> this.night.s3().objects().size() == 1);
				this.now = this.now.plus(Duration.ofMinutes(1));
				awaitDelivered("first");
				awaitDelivered("second");
			});
			return session;
		});
	}

	private void watch(RunSession session, InstantSource planning, Begin uploads, Runnable meanwhile) {
		Clock clock = ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);
		WatchParts parts = new WatchParts(
				(definition) -> new RunPlanner(new Definitions(List.of(definition)), session.engine().history(),
						session.engine().home(), planning.withZone(ZoneOffset.UTC), () -> false),
				uploads::begin, (outcome) -> {
				}, () -> TimeUnit.MILLISECONDS.toNanos(this.now.toEpochMilli()));
		try (Watch watch = new Watch(parts, Duration.ofMillis(20), clock)) {
			watch.watch(session.definitions().all());
			meanwhile.run();
		}
	}

	private void awaitDelivered(String name) {
		Awaitility.await()
			.until(() -> this.night.s3().objects().stream().anyMatch((object) -> object.key().endsWith("/" + name)));
	}

	@FunctionalInterface
	private interface Begin {

		CompletableFuture<UploadOutcome> begin(Candidate candidate);

	}

}
