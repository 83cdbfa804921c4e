package dev.longhaul;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;

import dev.longhaul.launch.RunMode;
import dev.longhaul.launch.UploadOutcome;
import dev.longhaul.launch.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.Receipt;
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

	private final Path folder;

	private final Path files;

	private final Night night;

	private final Path file;

	AfterwardsTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.files = folder.resolve("files");
		this.night = Night.in(folder);
		this.file = this.night.file("db/big.bin", 2 * Night.PART, 1);
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse("2026-03-01T10:00:00Z")));
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
			.contains("source   deleted", "of this file: delivered, attempt 1")
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
		assertThat(moved).hasBinaryContent(content);
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

		assertThat(this.folder.resolve("sent/big.bin")).hasBinaryContent(content);
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
		assertThat(this.night.runOne().message()).isEqualTo("deleted");
	}

	@Test
	void the_next_version_of_a_file_that_is_not_proved_is_none_to_be_removed() throws IOException {
		this.night.defineDestination("store: generic, encryption: {type: sse-kms}");
		Files.writeString(this.folder.resolve("vault.yml"), "\non-success: delete\n", StandardOpenOption.APPEND);
		this.night.s3().faults().add(Fault.onAny().believeContentMd5());
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).nth(1).whenDone(() -> replace(this.file)));

		assertThat(this.night.runOne().message()).contains("left where it is").doesNotContain("by hand");

		assertThat(this.file).hasBinaryContent(new byte[] { 4, 2 });
	}

	@Test
	void a_file_that_was_replaced_after_its_delivery_is_sent_before_it_is_deleted() {
		this.night.define("on-success: delete");
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).nth(1).whenDone(() -> replace(this.file)));

		assertThat(this.night.runOne().message()).contains("left where it is").contains("not the file any more");

		assertThat(this.file).hasBinaryContent(new byte[] { 4, 2 });
		assertThat(this.night.runOne().message()).isEqualTo("deleted");
		assertThat(this.file).doesNotExist();
		assertThat(this.night.s3().object(Night.BUCKET, "db/big.bin").size()).isEqualTo(2);
	}

	@Test
	void an_archive_that_cannot_be_written_leaves_the_file_and_sends_nothing_again() throws IOException {
		Path archive = Night.write(this.folder.resolve("sent"), new byte[0]);
		this.night.define("on-success: {move: \"%s\"}\non-failure: abort".formatted(archive));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.result()).isEqualTo(Result.FAILED);
		assertThat(outcome.cure()).isEqualTo(Cure.PERSON);
		assertThat(outcome.message()).contains(this.file + " was delivered, but cannot be taken out of its folder")
			.contains("nothing is sent again");
		assertThat(this.file).exists();
		Files.delete(archive);
		int requests = this.night.s3().requests().size();
		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin"));
		assertThat(this.night.s3().requests()).as("requests").hasSize(requests);
		assertThat(this.files.resolve("db")).isEmptyDirectory();
	}

	@Test
	void a_kill_between_the_move_and_its_commit_is_made_good() throws IOException {
		Path archive = Night.write(this.folder.resolve("sent"), new byte[0]);
		this.night.define("on-success: {move: \"%s\"}".formatted(archive));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		Files.delete(archive);
		// as a kill leaves it: taken aside, and not yet moved
		Path aside = this.file.resolveSibling(".longhaul-" + marker());
		Files.move(this.file, aside);

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin"));

		assertThat(archive.resolve("big.bin")).hasSize(2 * Night.PART);
		assertThat(aside).doesNotExist();
	}

	@Test
	void the_receipt_is_written_beside_the_moved_file_and_no_foreign_file_is_touched() throws IOException {
		Path archive = this.folder.resolve("sent");
		this.night.define("on-success: {move: \"%s\", receipt: true}".formatted(archive));
		Path foreign = Night.write(archive.resolve("big.bin.receipt.json"), new byte[] { 1 });

		Receipt receipt = this.night.runOne().receipt().orElseThrow();

		assertThat(foreign).hasBinaryContent(new byte[] { 1 });
		assertThat(Receipt.parse(Files.readString(archive.resolve("big.bin.receipt.json.1")))).isEqualTo(receipt);
		assertThat(receipt.format()).isEqualTo(1);
		assertThat(receipt.marker()).isEqualTo(marker());
		assertThat(Receipt.parse(this.night.longhaul("show", this.file.toString(), "--receipt"))).isEqualTo(receipt);
		assertThat(this.night.longhaul("show", this.file.toString()))
			.contains("source   moved to " + archive.resolve("big.bin"));
		assertThat(archive).isDirectoryNotContaining((path) -> path.toString().contains(".longhaul-"));
	}

	@Test
	void a_receipt_that_a_killed_run_has_written_is_written_once() throws IOException {
		Path archive = Night.write(this.folder.resolve("sent"), new byte[0]);
		this.night.define("on-success: {move: \"%s\", receipt: true}".formatted(archive));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		String receipt = this.night.longhaul("show", "1", "--receipt");
		Files.delete(archive);
		// as a kill leaves it: the receipt is there, the file is aside and not yet moved
		Night.write(archive.resolve("big.bin.receipt.json"), receipt.getBytes(StandardCharsets.UTF_8));
		Night.write(archive.resolve(".longhaul-" + marker() + ".tmp"), new byte[] { 1 });
		Files.move(this.file, this.file.resolveSibling(".longhaul-" + marker()));

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin"));

		assertThat(archive).isDirectoryContaining((path) -> path.endsWith("big.bin"));
		try (Stream<Path> files = Files.list(archive)) {
			assertThat(files.map((path) -> path.getFileName().toString())).containsExactlyInAnyOrder("big.bin",
					"big.bin.receipt.json");
		}
		assertThat(archive.resolve("big.bin.receipt.json")).hasContent(receipt.strip());
	}

	@Test
	void a_receipt_that_cannot_be_written_leaves_the_file_where_it_is() throws IOException {
		Path archive = Files.createDirectories(this.folder.resolve("sent"));
		this.night.define("on-success: {move: \"%s\", receipt: true}".formatted(archive));
		// a folder in the way of the temporary file
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).nth(1).whenDone(() -> {
			Path way = archive.resolve(".longhaul-" + marker() + ".tmp");
			Night.write(way.resolve("full"), new byte[0]);
		}));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.result()).isEqualTo(Result.FAILED);
		assertThat(outcome.message()).contains("nothing is sent again");
		assertThat(this.file).hasSize(2 * Night.PART);
	}

	@Test
	void a_copy_whose_time_is_kept_coarsely_is_known_after_a_kill() throws IOException {
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse("2026-03-01T10:00:00.123456789Z")));
		Path archive = failToWriteTheReceipt();
		// as a kill leaves it: copied, and the original not yet deleted
		Path copy = Files.copy(this.file, archive.resolve("big.bin"), StandardCopyOption.REPLACE_EXISTING);
		Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2026-03-01T10:00:00Z")));

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + copy);

		assertThat(this.file).doesNotExist();
		assertThat(archive.resolve("big.bin.1")).doesNotExist();
	}

	@Test
	void an_empty_file_is_not_taken_for_moved_because_its_name_is_held() throws IOException {
		Instant modified = Instant.parse("2026-03-01T10:00:00.5Z");
		Files.write(this.file, new byte[0]);
		Files.setLastModifiedTime(this.file, FileTime.from(modified));
		Path archive = failToWriteTheReceipt();
		// on a file system whose times are coarse, and the file only just written
		Files.setLastModifiedTime(archive.resolve("big.bin"), FileTime.from(modified));

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin"));

		assertThat(archive.resolve("big.bin.receipt.json")).exists();
	}

	/** The name in the archive is held then, and the file still there. */
	private Path failToWriteTheReceipt() throws IOException {
		Path archive = Files.createDirectories(this.folder.resolve("sent"));
		this.night.define("on-success: {move: \"%s\", receipt: true}".formatted(archive));
		Path[] way = new Path[1];
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).nth(1).whenDone(() -> {
			way[0] = archive.resolve(".longhaul-" + marker() + ".tmp");
			Night.write(way[0].resolve("full"), new byte[0]);
		}));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		assertThat(archive.resolve("big.bin")).isEmptyFile();
		FileSystemUtils.deleteRecursively(way[0]);
		return archive;
	}

	@Test
	void a_file_that_was_aside_when_its_folder_changed_gets_its_name_back() throws IOException {
		Path archive = failToWriteTheReceipt();
		// as a stop leaves it in the middle of a copy to another file system
		Files.move(this.file, this.file.resolveSibling(".longhaul-" + marker()));
		Path elsewhere = Files.createDirectories(this.folder.resolve("elsewhere"));
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition,
				Files.readString(definition).replace(this.files.toString(), elsewhere.toString()));

		assertThat(this.night.runOne().message()).isEqualTo("left where it is: it lies outside of " + elsewhere);

		assertThat(this.file).hasSize(2 * Night.PART);
		assertThat(archive.resolve("big.bin")).as("the name that was held").doesNotExist();
	}

	@Test
	void a_file_that_was_aside_when_it_was_to_be_kept_gets_its_name_back() throws IOException {
		Path archive = failToWriteTheReceipt();
		Files.move(this.file, this.file.resolveSibling(".longhaul-" + marker()));
		this.night.define("");

		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);

		assertThat(this.file).hasSize(2 * Night.PART);
		assertThat(archive.resolve("big.bin")).as("the name that was held").doesNotExist();
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
	void a_name_that_was_taken_while_the_move_waited_is_not_overwritten() throws IOException {
		Path archive = Night.write(this.folder.resolve("sent"), new byte[0]);
		this.night.define("on-success: {move: \"%s\"}".formatted(archive));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		assertThat(this.file).as("put back, and nothing beside it").exists();
		assertThat(this.files.resolve("db")).isDirectoryNotContaining((path) -> !path.equals(this.file));
		Files.delete(archive);
		Path taken = Night.write(archive.resolve("big.bin"), new byte[] { 1 });

		assertThat(this.night.runOne().message()).isEqualTo("moved to " + archive.resolve("big.bin.1"));

		assertThat(taken).hasBinaryContent(new byte[] { 1 });
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

		assertThat(this.night.run(new RunMode(false, true))).hasSize(2)
			.allSatisfy((outcome) -> assertThat(outcome.message()).startsWith("moved to "));

		assertThat(archive.resolve("big.bin")).hasBinaryContent(first);
		assertThat(archive.resolve("other.bin")).hasBinaryContent(second);
	}

	private String marker() {
		return String.valueOf(this.night.s3().object(Night.BUCKET, "db/big.bin").metadata().get("longhaul-upload"));
	}

	private static void delete(Path file) {
		try {
			Files.delete(file);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void replace(Path file) {
		try {
			Path other = Files.write(file.resolveSibling("other.tmp"), new byte[] { 4, 2 });
			Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
