package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import dev.longhaul.store.StoreOutages;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.OutagesFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * While a run waits for a store that is away, status says so.
 */
@Timeout(180)
class StoreAwayTest {

	private static final int UNFINISHED = 1;

	private static final String STORE = "https://store/vault";

	private final Path home;

	private final Night night;

	StoreAwayTest(@TempDir Path folder) {
		this.home = folder.resolve("home");
		this.night = Night.in(folder);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void a_run_whose_store_is_away_is_seen_to_wait_for_it() throws IOException {
		for (int number = 0; number < 8; number++) {
			this.night.file("small" + number, 100, number);
		}
		AtomicBoolean asked = new AtomicBoolean();
		Queue<String> said = new ConcurrentLinkedQueue<>();
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).then(() -> {
			// by one thread: a command that is typed has stdout for itself
			if (!OutagesFile.in(this.home).isEmpty() && asked.compareAndSet(false, true)) {
				said.add(this.night.status() + this.night.longhaul("status", "--json"));
			}
		}));
		this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(503, "ServiceUnavailable"));

		this.night.longhaul(UNFINISHED, "run");

		assertThat(said).isNotEmpty();
		assertThat(said.peek())
			.containsPattern(
					"\nwaiting for a store since [0-9TZ:-]+ \\(\\d+ s\\): http://127.0.0.1:\\d+/vault answers 503 ")
			.contains("run under way  vault")
			.contains("{\"event\":\"outage\",\"store\":\"http://127.0.0.1:");
		assertThat(this.night.status()).doesNotContain("waiting for a store");
		assertThat(files()).isEmpty();
	}

	@Test
	void it_is_told_until_the_store_answers() throws IOException {
		Files.createDirectories(this.home);
		Clock clock = Clock.fixed(Instant.parse("2026-01-02T01:15:00Z"), ZoneOffset.UTC);
		try (OutagesFile file = new OutagesFile(this.home, clock)) {
			StoreOutages outages = file;
			outages.begins(STORE, STORE + " does not answer (Connection refused)");
			outages.begins("https://other/vault", "https://other/vault answers 503");

			outages.ends("https://other/vault");

			assertThat(OutagesFile.in(this.home)).singleElement()
				.hasToString(
						"StoreOutage[store=%s, since=2026-01-02T01:15:00Z, message=%s does not answer (Connection refused)]"
							.formatted(STORE, STORE));
		}
		assertThat(files()).isEmpty();
	}

	@Test
	void what_a_killed_process_left_counts_for_nothing() throws IOException, InterruptedException {
		Files.createDirectories(this.home);
		Process ended = new ProcessBuilder("true").start();
		ended.waitFor();
		Files.writeString(this.home.resolve("away-" + ended.pid() + ".properties"), "s=2026-01-02T01:15:00Z gone\n");

		assertThat(OutagesFile.in(this.home)).isEmpty();
		assertThat(files()).isEmpty();
	}

	private List<String> files() throws IOException {
		try (Stream<Path> there = Files.list(this.home)) {
			return there.map((file) -> file.getFileName().toString())
				.filter((name) -> name.startsWith("away-"))
				.toList();
		}
	}

}
