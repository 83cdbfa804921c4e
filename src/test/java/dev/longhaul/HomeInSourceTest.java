package dev.longhaul;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.longhaul.cli.RunSession;
import dev.longhaul.definition.Definitions;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.stub.StoredObject;
import dev.longhaul.watch.Watch;
import dev.longhaul.watch.WatchParts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The home lies in the folder that files are taken from, as {@code ./.longhaul} does
 * where Longhaul is started there: nothing of it is sent, and nothing is deleted.
 */
class HomeInSourceTest {

	private final Path folder;

	private final Path home;

	private final Night night;

	HomeInSourceTest(@TempDir Path folder) {
		this.folder = folder;
		this.home = folder.resolve("home");
		this.night = Night.in(folder);
		takeFrom(folder, "on-success: delete");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void is_neither_sent_nor_deleted() {
		Path file = this.night.file("big.bin", 2 * Night.PART, 1);

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.run()).isEmpty();

		assertThat(keys()).containsExactly("files/big.bin");
		assertThat(file).doesNotExist();
		assertThat(this.home.resolve("password")).exists();
		assertThat(this.home.resolve("repository.script")).exists();
	}

	@Test
	void is_not_looked_through_by_a_watch() {
		this.night.file("big.bin", 10, 1);

		this.night.inSession(List.of("vault"), (session) -> {
			try (Watch watch = watch(session)) {
				watch.watch(session.definitions().all());
				Awaitility.await().until(() -> !keys().isEmpty());
				this.night.file("other.bin", 20, 2);
				Awaitility.await().until(() -> keys().contains("files/other.bin"));
			}
			return session;
		});

		assertThat(keys()).containsExactlyInAnyOrder("files/big.bin", "files/other.bin");
	}

	private static Watch watch(RunSession session) {
		Clock clock = session.engine().clock();
		WatchParts parts = new WatchParts(
				(definition) -> new RunPlanner(new Definitions(List.of(definition)), session.engine().history(),
						session.engine().home(), clock, () -> false),
				(candidate) -> session.run().begin(candidate, RunMode.USUAL), (outcome) -> {
				}, System::nanoTime);
		return new Watch(parts, Duration.ofMillis(20), clock);
	}

	@Test
	void is_not_sent_where_one_of_its_files_is_named() throws IOException {
		this.night.run();
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), this.home.resolve("password"));

		for (Path file : List.of(this.home.resolve("password"), link)) {
			RunPlan plan = this.night.inSession(List.of("vault"),
					(session) -> session.planner().plan(List.of(file), false));
			assertThat(plan.candidates()).isEmpty();
			assertThat(plan.refused()).singleElement()
				.extracting(UploadOutcome::message)
				.isEqualTo("%s is not sent: it lies in Longhaul's home %s, whose files are its own".formatted(file,
						this.home));
		}
	}

	@Test
	void is_refused_as_the_folder_to_take_from() {
		takeFrom(this.home, "");

		assertThat(this.night.runOne().message())
			.startsWith(this.home + " is Longhaul's home, or the folder that delivered files are moved to: ")
			.contains("correct source.directory");
		assertThat(keys()).isEmpty();
	}

	@Test
	void may_have_a_folder_in_it_that_files_are_taken_from() {
		Path file = Night.write(this.home.resolve("spool/x"), new byte[] { 1 });
		takeFrom(this.home.resolve("spool"), "");

		RunPlan plan = this.night.inSession(List.of("vault"),
				(session) -> session.planner().plan(List.of(file), false));

		assertThat(plan.candidates()).hasSize(1);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(keys()).containsExactly("x");
	}

	private List<String> keys() {
		return this.night.s3().objects().stream().map(StoredObject::key).toList();
	}

	private void takeFrom(Path source, String further) {
		Night.write(this.folder.resolve("vault.yml"), """
				source: {directory: "%s", settle: 0s, exclude: "*.yml"}
				destination: {bucket: vault, endpoint: "%s", store: generic}
				transfer: {part-size: 5MB}
				%s
				""".formatted(source, this.night.s3().endpoint(), further).getBytes(StandardCharsets.UTF_8));
	}

}
