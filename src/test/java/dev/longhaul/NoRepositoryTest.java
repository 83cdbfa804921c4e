package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where nothing was ever begun, perhaps in a mistyped home, those who only go on with
 * what is there say so and leave nothing behind.
 */
class NoRepositoryTest {

	private final Path folder;

	private final Path home;

	private final Night night;

	NoRepositoryTest(@TempDir Path folder) {
		this.folder = folder;
		this.home = folder.resolve("home");
		Clock anHourAgo = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-61));
		this.night = Night.in(folder, StrictS3Options.defaults().clock(anHourAgo));
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	static Stream<List<String>> commands() {
		return Stream.of(List.of("rerun"), List.of("abort", "1"), List.of("sweep"), List.of("sweep", "--dry-run"),
				List.of("prune", "--older-than", "90d"), List.of("verify", "1"));
	}

	@ParameterizedTest
	@MethodSource("commands")
	void a_home_without_a_repository_is_told_of_and_left_as_it_is(List<String> command) throws IOException {
		saysThatThereIsNone(command);
		assertThat(this.home).doesNotExist();

		Files.createDirectory(this.home);
		saysThatThereIsNone(command);
		assertThat(this.home).isEmptyDirectory();
	}

	private void saysThatThereIsNone(List<String> command) {
		assertThat(TypedCommand.in(this.folder, command.toArray(String[]::new)).err()).startsWith(
				"longhaul: there is no repository yet: no run was ever begun with the home %s; ".formatted(this.home));
	}

	@Test
	void a_dry_run_before_the_first_one_makes_no_repository() {
		this.night.file("big.bin", 2 * Night.PART, 1);

		assertThat(TypedCommand.in(this.folder, "run", "--dry-run").out()).contains("would send", "big.bin");

		assertThat(this.home).doesNotExist();
	}

	@Test
	void a_process_of_its_own_leaves_no_log_either() throws Exception {
		Files.createDirectory(this.home);

		assertThat(OwnProcess.in(this.folder).longhaul(2, "rerun", "1")).contains("there is no upload 1");

		assertThat(this.home).isEmptyDirectory();
	}

	@Test
	void a_sweep_finds_by_the_list_of_the_store_what_a_killed_doctor_left() {
		Stranger.begins(this.night.s3(), Night.BUCKET, ".longhaul-doctor-" + UUID.randomUUID());
		Stranger.begins(this.night.s3(), Night.BUCKET, "other.bin");

		assertThat(TypedCommand.in(this.folder, "sweep").out()).contains("1 aborted, 1 not ours");

		assertThat(this.night.s3().openUploads()).hasSize(1);
		assertThat(this.home).doesNotExist();
	}

}
