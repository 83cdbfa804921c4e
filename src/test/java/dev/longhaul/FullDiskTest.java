package dev.longhaul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What can still be read, and is said, where the disk of the home is full. */
class FullDiskTest {

	private static final int UNFINISHED = 1;

	@TempDir
	private Path folder;

	private Night night;

	@BeforeEach
	void begin() {
		this.night = Night.in(this.folder);
		this.night.file("big.bin", 3 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void what_is_unfinished_is_told_and_nothing_is_changed() throws Exception {
		this.night.leaveUnfinished();

		assertTold(this.folder, "failed");
	}

	@Test
	void what_a_killed_run_left_is_told_too_and_nothing_is_changed() throws Exception {
		Path killed = this.folder.resolve("killed");
		// as a kill leaves it
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().then(() -> copyHome(killed)));
		this.night.run();

		assertTold(killed, "interrupted");
	}

	@Test
	void a_first_run_that_finds_no_room_for_rows_says_so_and_is_for_the_next_run() throws Exception {
		assertThat(OwnProcess.onFullDisk(this.folder, 20).longhaul(UNFINISHED, "run")).contains("the repository in ",
				" cannot be written (its file of rows cannot be made)", "Free its disk");

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
	}

	private void assertTold(Path where, String state) throws Exception {
		Map<String, String> before = database(where.resolve("home"));
		for (List<String> command : List.of(List.of("status"), List.of("history"), List.of("show", "1"))) {
			assertThat(OwnProcess.onFullDisk(where).longhaul(0, command.toArray(String[]::new))).as("%s", command)
				.contains("big.bin", state);
			assertThat(database(where.resolve("home"))).as("after %s", command).isEqualTo(before);
		}
	}

	private void copyHome(Path there) {
		try {
			Files.createDirectories(there.resolve("home"));
			for (Path file : files(this.folder.resolve("home"))) {
				Files.copy(file, there.resolve("home").resolve(file.getFileName()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, String> database(Path home) throws IOException {
		Map<String, String> contents = new HashMap<>();
		for (Path file : files(home)) {
			if (file.getFileName().toString().startsWith("repository.")) {
				contents.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
			}
		}
		return contents;
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

}
