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
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.cli.RunSession;
import dev.longhaul.definition.Definitions;
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
 * What a watch says of done-markers whose files are not there.
 */
@Timeout(120)
class WatchedMarkersTest {

	private final Night night;

	private final AtomicInteger looks = new AtomicInteger();

	WatchedMarkersTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.night.define("", "done-marker: \"{name}.done\"");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void each_stray_one_is_told_once_and_once_more_when_it_is_stray_again() {
		Path marker = this.night.file("a.done", 0, 1);
		Path another = this.night.file("b.done", 0, 1);
		this.night.inSession(List.of("vault"), (session) -> {
			try (Logged log = Logged.under("dev.longhaul.watch"); Watch watch = watch(session)) {
				watch.watch(session.definitions().all());
				awaitLooks();
				assertThat(log.messages()).containsExactlyInAnyOrder(stray(marker), stray(another));

				Path file = this.night.file("a", 10, 2);
				this.night.file("a.done", 0, 1);
				Awaitility.await().until(() -> !this.night.s3().objects().isEmpty());
				delete(file);
				awaitLooks();
				assertThat(log.messages()).hasSize(3).last().isEqualTo(stray(marker));
			}
			return session;
		});
	}

	private static String stray(Path marker) {
		return "%s is a marker without its file; nothing is sent for it before that is there".formatted(marker);
	}

	private void awaitLooks() {
		int now = this.looks.get();
		Awaitility.await().until(() -> this.looks.get() > now + 8);
	}

	private Watch watch(RunSession session) {
		Clock clock = ((InstantSource) () -> {
			this.looks.incrementAndGet();
			return Instant.now();
		}).withZone(ZoneOffset.UTC);
		WatchParts parts = new WatchParts(
				(definition) -> new RunPlanner(new Definitions(List.of(definition)), session.engine().history(),
						session.engine().home(), clock, () -> false),
				(candidate) -> session.run().begin(candidate, RunMode.USUAL), (outcome) -> {
				}, System::nanoTime);
		return new Watch(parts, Duration.ofMillis(20), Clock.systemUTC());
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
