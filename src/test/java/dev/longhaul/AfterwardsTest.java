package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a file when its delivery is proved, and only then.
 */
class AfterwardsTest {

	private final OneDelivery delivery;

	private final Night night;

	private final Path file;

	private final Path folder;

	private final Path files;

	AfterwardsTest(@TempDir Path folder) throws IOException {
		this.delivery = new OneDelivery(folder);
		this.night = this.delivery.night();
		this.file = this.delivery.file();
		this.folder = folder;
		this.files = folder.resolve("files");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_delivered_file_is_deleted() {
		this.night.define("on-success: delete");
		Path small = this.night.file("small.bin", 10, 2);

		assertThat(this.night.run()).allSatisfy((outcome) -> {
			assertThat(outcome.result()).isEqualTo(Result.DELIVERED);
			assertThat(outcome.message()).isEqualTo("deleted");
		});

		assertThat(this.file).doesNotExist();
		assertThat(small).doesNotExist();
		assertThat(this.night.s3().completesThatTookEffect("db/big.bin")).isEqualTo(1);
		assertThat(this.night.run()).isEmpty();
		this.night.file("db/big.bin", 10, 3);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.longhaul("show", this.file.toString()))
			.contains("source    deleted", "of this file: delivered, attempt 1")
			.doesNotContain("killed");
	}

	@Test
	void a_delivered_file_is_moved_and_names_are_kept_apart() throws IOException {
		Path archive = this.files.resolve("sent");
		this.night.define("on-success: {move: \"%s/{modified:yyyy-MM}/{dir}\"}".formatted(archive));
		byte[] content = Files.readAllBytes(this.file);
		Path taken = Night.write(archive.resolve("2026-03/db/big.bin"), new byte[] { 1 });

		UploadOutcome outcome = this.night.runOne();

		Path moved = archive.resolve("2026-03/db/big.bin.1");
		assertThat(outcome.message()).isEqualTo("moved to " + moved);
		assertThat(Files.readAllBytes(moved)).isEqualTo(content);
		assertThat(Files.getLastModifiedTime(moved)).isEqualTo(FileTime.from(Instant.parse("2026-03-01T10:00:00Z")));
		assertThat(taken).hasBinaryContent(new byte[] { 1 });
		assertThat(this.file).doesNotExist();
		assertThat(this.night.run()).as("the archive lies in the folder and is not sent").isEmpty();
	}

	@Test
	void a_delivered_file_is_moved_to_a_folder_that_is_named_by_way_of_dots() throws IOException {
		byte[] content = Files.readAllBytes(this.file);
		this.night.define("on-success: {move: \"%s/./jobs/../sent\"}".formatted(this.folder));

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + this.folder.resolve("sent/big.bin"));

		assertThat(Files.readAllBytes(this.folder.resolve("sent/big.bin"))).isEqualTo(content);
	}

	@Test
	void a_file_that_would_leave_its_archive_stays_and_the_setting_is_named() {
		Path odd = this.night.file("..x", 10, 2);
		this.night.define("on-success: {move: \"%s/{stem}\"}".formatted(this.folder.resolve("sent")));

		String message = this.night.run()
			.stream()
			.filter((outcome) -> outcome.file().equals(odd))
			.map(UploadOutcome::message)
			.findFirst()
			.orElseThrow();

		assertThat(message).contains("was delivered, but cannot be taken out", "change on-success.move")
			.doesNotContain("destination.key");
		assertThat(odd).exists();
	}

	@Test
	void nothing_is_taken_away_before_the_proof() {
		this.night.define("on-success: delete");
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));

		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);

		assertThat(this.file).exists();
		this.night.s3().faults().clear();
		assertThat(this.night.runOne().message()).isEqualTo("deleted");
		assertThat(this.file).doesNotExist();
		assertThat(this.night.resentParts("db/big.bin")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "auto", "generic" })
	void a_file_of_which_only_marker_and_size_are_proved_stays(String store) throws IOException {
		this.night.defineDestination("store: %s, encryption: {type: sse-kms}".formatted(store));
		Files.writeString(this.folder.resolve("vault.yml"), "\non-success: delete\n", StandardOpenOption.APPEND);
		this.night.s3().faults().add(Fault.onAny().ignoreChecksums());
		this.night.s3().faults().add(Fault.onAny().believeContentMd5());

		for (int nights = 0; nights < 2; nights++) {
			assertThat(this.night.runOne()).satisfies((outcome) -> {
				assertThat(outcome.result()).isEqualTo(Result.FAILED);
				assertThat(outcome.cure()).isEqualTo(Cure.PERSON);
				assertThat(outcome.message()).contains("nothing but marker and size is proved",
						"longhaul verify --download " + this.file, "remove it by hand");
			});
		}

		assertThat(this.file).hasSize(2 * Night.PART);
		assertThat(this.night.resentParts("db/big.bin")).isZero();
		Files.delete(this.file);
		assertThat(this.night.runOne().message()).isEqualTo("gone from its folder");
	}

	@Test
	void the_next_version_of_a_file_that_is_not_proved_is_none_to_be_removed() throws IOException {
		this.night.defineDestination("store: generic, encryption: {type: sse-kms}");
		Files.writeString(this.folder.resolve("vault.yml"), "\non-success: delete\n", StandardOpenOption.APPEND);
		this.night.s3().faults().add(Fault.onAny().believeContentMd5());
		this.night.s3()
			.faults()
			.add(Fault.on(Op.HEAD_OBJECT).key("db/big.bin").nth(1).whenDone(() -> this.delivery.replaceFile()));

		assertThat(this.night.runOne().message()).contains("left where it is").doesNotContain("by hand");

		assertThat(this.file).hasBinaryContent(new byte[] { 4, 2 });
	}

	@Test
	void a_file_that_was_replaced_after_its_delivery_is_sent_before_it_is_deleted() {
		this.night.define("on-success: delete");
		this.night.s3()
			.faults()
			.add(Fault.on(Op.HEAD_OBJECT).key("db/big.bin").nth(1).whenDone(() -> this.delivery.replaceFile()));

		assertThat(this.night.runOne().message()).contains("left where it is").contains("not the file any more");

		assertThat(this.file).hasBinaryContent(new byte[] { 4, 2 });
		assertThat(this.night.runOne().message()).isEqualTo("deleted");
		assertThat(this.file).doesNotExist();
		assertThat(this.night.s3().object(Night.BUCKET, "db/big.bin").size()).isEqualTo(2);
	}

	@Test
	void a_file_outside_of_the_folder_is_never_taken_away() throws IOException {
		this.night.define("on-success: delete");
		Path outside = Night.write(this.folder.resolve("other/big.bin"), new byte[] { 7 });
		Path linked = Files.createSymbolicLink(this.files.resolve("linked"), this.folder.resolve("other"));
		this.night.define("on-success: delete", "settle: 0s, follow-links: true");

		assertThat(this.night.run()).filteredOn((outcome) -> outcome.file().startsWith(linked))
			.singleElement()
			.satisfies((outcome) -> assertThat(outcome.message()).contains("lies outside of"));

		assertThat(outside).exists();
		assertThat(this.file).doesNotExist();
	}

	@Test
	void a_file_outside_of_the_folder_that_is_gone_is_none_of_ours() throws IOException {
		this.night.define("on-success: {move: \"%s/{path}\"}".formatted(this.folder.resolve("sent")));
		Path outside = Night.write(this.folder.resolve("other/small.bin"), new byte[] { 7 });
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).nth(1).whenDone(() -> delete(outside)));

		String out = this.night.longhaul("run", "--file", outside.toString());

		assertThat(out).contains("gone by itself: it lay outside of " + this.files);
		assertThat(this.folder.resolve("sent")).doesNotExist();
	}

	@Test
	void a_file_is_taken_when_its_marker_is_there_and_the_marker_goes_with_it() throws IOException {
		this.night.define("on-success: delete", "done-marker: \"{name}.done\"");
		assertThat(this.night.run()).isEmpty();
		Path marker = Night.write(this.file.resolveSibling("big.bin.done"), new byte[0]);
		Files.setLastModifiedTime(marker, FileTime.from(Instant.parse("2026-03-01T09:59:59Z")));
		assertThat(this.night.run()).as("the marker is older than the file").isEmpty();
		Files.setLastModifiedTime(marker, FileTime.from(Instant.parse("2026-03-01T10:00:00Z")));

		assertThat(this.night.runOne().message()).isEqualTo("deleted");

		assertThat(this.files.resolve("db")).isEmptyDirectory();
	}

	@Test
	void files_that_were_taken_over_from_the_store_do_not_get_into_each_others_way() throws IOException {
		Path other = this.night.file("db/other.bin", 2 * Night.PART, 2);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).answer(403, "AccessDenied"));
		assertThat(this.night.run()).extracting(UploadOutcome::result).containsOnly(Result.FAILED);
		this.night.s3().faults().clear();
		byte[] first = Files.readAllBytes(this.file);
		byte[] second = Files.readAllBytes(other);
		FileSystemUtils.deleteRecursively(this.folder.resolve("home"));
		Path archive = this.folder.resolve("sent");
		this.night.define("on-success: {move: \"%s\"}".formatted(archive));

		assertThat(this.night.run(new RunMode(false, true, false))).hasSize(2)
			.allSatisfy((outcome) -> assertThat(outcome.message()).startsWith("moved to "));

		assertThat(Files.readAllBytes(archive.resolve("big.bin"))).isEqualTo(first);
		assertThat(Files.readAllBytes(archive.resolve("other.bin"))).isEqualTo(second);
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
