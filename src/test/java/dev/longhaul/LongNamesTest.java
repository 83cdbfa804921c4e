package dev.longhaul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.longhaul.history.UploadOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that are moved to an archive whose file system has no room for anything behind
 * their names.
 */
class LongNamesTest {

	private final Path archive;

	private final Night night;

	LongNamesTest(@TempDir Path folder) {
		this.archive = folder.resolve("sent");
		this.night = Night.in(folder);
	}

	@BeforeEach
	void move() {
		this.night.define("on-success: {move: \"%s\", receipt: true}".formatted(this.archive));
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	static Stream<String> names() {
		return Stream.of("n".repeat(250), "€".repeat(83), "n".repeat(255));
	}

	@ParameterizedTest
	@MethodSource("names")
	void their_receipts_have_shorter_ones_by_which_they_are_found(String name) {
		this.night.file(name, 10, 1);

		Path moved = moveOne();

		assertThat(moved).isEqualTo(this.archive.resolve(name));
		assertThat(receipts()).singleElement().satisfies((receipt) -> {
			assertThat(moved.getFileName().toString())
				.startsWith(receipt.getFileName().toString().replace(".receipt.json", ""));
			assertThat(this.night.longhaul("verify", moved.toString())).contains("proved", moved.toString());
			assertThat(this.night.longhaul("verify", "--receipt", receipt.toString())).contains("proved",
					moved.toString());
		});
	}

	@Test
	void those_that_differ_in_their_last_characters_are_verified_by_receipts_of_their_own() throws IOException {
		String alike = "n".repeat(249);
		this.night.file(alike + "a", 10, 1);
		Path first = moveOne();
		this.night.file(alike + "b", 20, 2);
		Path second = moveOne();
		String[] proofs = { "%sa, %s".formatted(alike, first), "%sb, %s".formatted(alike, second) };

		assertThat(this.night.longhaul("verify", first.toString(), second.toString())).contains(proofs);
		assertThat(receipts()).hasSize(2)
			.extracting((receipt) -> this.night.longhaul("verify", "--receipt", receipt.toString()))
			.satisfiesExactlyInAnyOrder((said) -> assertThat(said).contains(proofs[0]),
					(said) -> assertThat(said).contains(proofs[1]));
	}

	@Test
	void one_that_is_taken_in_the_archive_gives_way_to_a_number() throws IOException {
		String name = "n".repeat(255);
		Path earlier = Night.write(this.archive.resolve(name), new byte[] { 1 });
		this.night.file(name, 10, 1);

		Path moved = moveOne();

		assertThat(moved).isEqualTo(this.archive.resolve("n".repeat(253) + ".1")).hasSize(10);
		assertThat(earlier).hasBinaryContent(new byte[] { 1 });
		assertThat(this.night.longhaul("verify", moved.toString())).contains("proved", moved.toString());
		assertThat(this.night.longhaul("verify", "--receipt", receipts().get(0).toString())).contains("proved",
				moved.toString());
	}

	private Path moveOne() {
		UploadOutcome outcome = this.night.runOne();
		assertThat(outcome.message()).as("%s", outcome).startsWith("moved to ");
		return Path.of(outcome.message().substring("moved to ".length()));
	}

	private List<Path> receipts() {
		try (Stream<Path> files = Files.list(this.archive)) {
			return files.filter((file) -> file.toString().contains(".receipt.json")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
