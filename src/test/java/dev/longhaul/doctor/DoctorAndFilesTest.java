package dev.longhaul.doctor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import dev.longhaul.doctor.Check.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What the doctor finds out about definitions and their files, without a network.
 */
class DoctorAndFilesTest {

	private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

	private final Path folder;

	private final Practice practice;

	DoctorAndFilesTest(@TempDir Path folder) {
		this.folder = folder;
		this.practice = new Practice(folder, Practice.NOWHERE);
	}

	@Test
	void the_files_are_counted_and_the_largest_is_planned() {
		this.practice.define("vault", "transfer: {part-size: 8MB}");
		settled("small.bin", 10);
		settled("deep/large.bin", 20 << 20);

		List<Check> checks = this.practice.examineOffline();

		assertThat(Practice.only(checks, "files").message()).contains("2 found: 2 settled (20 MiB)");
		assertThat(Practice.only(checks, "largest-file").message()).contains("deep/large.bin has 20,971,520 bytes")
			.contains("3 parts of 8 MiB");
		assertThat(Practice.only(checks, "keys").result()).isEqualTo(Result.OK);
		assertThat(Practice.names(checks, Result.FAIL)).isEmpty();
	}

	@Test
	void a_file_that_is_not_settled_is_counted_apart() {
		this.practice.define("vault", "");
		this.practice.write("jobs/vault.yml", """
				source: {directory: "%s", settle: 99999d}
				destination: {bucket: vault}
				""".formatted(this.folder.resolve("files")));
		settled("fresh.bin", 10);

		List<Check> checks = this.practice.examineOffline();

		assertThat(Practice.only(checks, "files").message())
			.contains("1 found: 0 settled (0 bytes), 1 not settled yet");
		assertThat(Practice.only(checks, "largest-file").result()).isEqualTo(Result.SKIPPED);
	}

	@Test
	void a_folder_without_files_is_a_note() {
		this.practice.define("vault", "");

		List<Check> checks = this.practice.examineOffline();

		assertThat(Practice.only(checks, "files").result()).isEqualTo(Result.NOTE);
		assertThat(Practice.names(checks, Result.FAIL)).isEmpty();
	}

	@Test
	void a_file_that_does_not_fit_is_told_of_with_the_part_size_that_would() {
		this.practice.define("vault", "transfer: {part-size: 5MB}");
		settled("huge.bin", 10_000L * (5 << 20) + 1);

		Check check = Practice.only(this.practice.examineOffline(), "largest-file");

		assertThat(check.result()).isEqualTo(Result.FAIL);
		assertThat(check.message()).contains("huge.bin").contains("10,001 parts");
		assertThat(check.advice()).contains("set transfer.part-size to auto");
	}

	@Test
	void a_file_that_does_not_fit_the_store_is_told_of() {
		this.practice.define("vault", "{path}", ", store: gcs", "");
		settled("huge.bin", (5L << 40) + 1);

		Check check = Practice.only(this.practice.examineOffline(), "largest-file");

		assertThat(check.result()).isEqualTo(Result.FAIL);
		assertThat(check.message()).contains("huge.bin", "the store's largest object has 5,497,558,138,880");
		assertThat(check.advice()).isEqualTo("split the file");
	}

	@Test
	void files_of_one_key_are_told_of_over_all_definitions() {
		this.practice.define("a", "{name}", "", "").define("b", "{name}", "", "");
		settled("one.bin", 1);

		List<Check> checks = this.practice.examineOffline();

		assertThat(checks).filteredOn((check) -> check.name().equals("keys"))
			.extracting(Check::definition, Check::result)
			.containsExactly(tuple("a", Result.OK), tuple("b", Result.FAIL));
	}

	@Test
	void a_mistake_that_all_files_share_is_told_of_some_times_and_counted() {
		this.practice.define("vault", "{ext}", "", "");
		for (int i = 0; i < 8; i++) {
			settled("no-ending-" + i, 1);
		}

		List<Check> checks = this.practice.examineOffline();

		assertThat(checks).filteredOn((check) -> check.name().equals("keys"))
			.hasSize(6)
			.allSatisfy((check) -> assertThat(check.result()).isEqualTo(Result.FAIL))
			.last()
			.satisfies((check) -> assertThat(check.message()).isEqualTo("and 3 more like these"));
	}

	@Test
	void a_folder_that_is_not_there_fails_and_what_depends_on_it_is_skipped() throws IOException {
		this.practice.define("vault", "");
		Files.move(this.folder.resolve("files"), this.folder.resolve("elsewhere"));

		List<Check> checks = this.practice.examineOffline();

		assertThat(Practice.names(checks, Result.FAIL)).containsExactly("folder");
		assertThat(Practice.only(checks, "folder").advice()).contains("correct source.directory");
		assertThat(Practice.names(checks, Result.SKIPPED)).containsExactly("files", "largest-file", "keys", "store");
	}

	@Test
	void a_wrong_definition_does_not_hide_the_others() {
		this.practice.define("a", "").define("c", "");
		Path wrong = this.practice.write("jobs/b.yml", """
				source: {directory: files}
				destination: {bucket: vault}
				transfer:
				  part-size: many
				on-failure: auto
				""");
		this.practice.write("jobs/off.yml", """
				enabled: false
				source: {directory: not-there}
				destination: {bucket: vault}
				""");

		List<Check> checks = this.practice.examineOffline();

		assertThat(checks).filteredOn(Check::isOfDefinition)
			.extracting(Check::definition, Check::result)
			.containsExactly(tuple("a", Result.OK), tuple("b", Result.FAIL), tuple("c", Result.OK));
		assertThat(checks).filteredOn((check) -> check.isOfDefinition() && check.result() == Result.FAIL)
			.singleElement()
			.satisfies((check) -> assertThat(check.message()).startsWith(wrong + ":4:14: transfer.part-size 'many'"));
		assertThat(checks).filteredOn((check) -> check.name().equals("folder")).hasSize(2);
	}

	@Test
	void definitions_that_are_named_are_examined_and_no_others() {
		this.practice.define("a", "enabled: false").define("b", "");

		List<Check> checks = this.practice.examineOffline("a", "weekly");

		assertThat(checks).filteredOn(Check::isOfDefinition)
			.extracting(Check::definition, Check::result)
			.containsExactly(tuple("a", Result.OK), tuple("weekly", Result.FAIL));
	}

	@Test
	void two_definitions_of_one_name_are_told_of() {
		this.practice.define("a", "");
		this.practice.write("jobs/a.yaml", "source: {directory: files}\ndestination: {bucket: vault}\n");

		assertThat(this.practice.examineOffline())
			.filteredOn((check) -> check.isOfDefinition() && check.result() == Result.FAIL)
			.singleElement()
			.satisfies((check) -> assertThat(check.message()).contains("another definition has the name a too"));
	}

	@Test
	void a_folder_of_definitions_that_is_not_there_is_told_of() {
		Check check = Practice.only(this.practice.examineOffline(), Check.DEFINITION);

		assertThat(check.result()).isEqualTo(Result.FAIL);
		assertThat(check.advice()).contains("--jobs");
	}

	@Test
	void without_a_network_nothing_is_asked_and_that_is_said() {
		this.practice.define("vault", "");

		List<Check> checks = this.practice.examineOffline();

		assertThat(Practice.names(checks, Result.SKIPPED)).containsExactly("largest-file", "store");
		assertThat(Practice.only(checks, "store").message()).contains("--offline");
		assertThat(Practice.names(checks, Result.FAIL)).isEmpty();
	}

	/** Sparse, so that its size costs nothing. */
	private void settled(String name, long size) {
		Path file = this.practice.write("files/" + name, "");
		try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
			content.setLength(size);
			Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
