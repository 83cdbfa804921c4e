package dev.longhaul;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The receipt beside a file that was moved.
 */
class MovedWithReceiptTest {

	private final OneDelivery delivery;

	private final Night night;

	private final Path file;

	private final Path folder;

	MovedWithReceiptTest(@TempDir Path folder) throws IOException {
		this.delivery = new OneDelivery(folder);
		this.night = this.delivery.night();
		this.file = this.delivery.file();
		this.folder = folder;
	}

	@AfterEach
	void close() {
		this.night.close();
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
		assertThat(receipt.marker()).isEqualTo(this.delivery.marker());
		assertThat(Receipt.parse(this.night.longhaul("show", this.file.toString(), "--receipt"))).isEqualTo(receipt);
		assertThat(this.night.longhaul("show", this.file.toString()))
			.contains("source    moved to " + archive.resolve("big.bin"));
		assertThat(archive).isDirectoryNotContaining((path) -> path.toString().contains(".longhaul-"));
	}

	@Test
	void the_file_beside_its_receipt_is_compared() throws IOException {
		Path archive = this.folder.resolve("sent");
		this.night.define("on-success: {move: \"%s\", receipt: true}".formatted(archive));
		this.night.runOne();
		String receipt = archive.resolve("big.bin.receipt.json").toString();

		assertThat(this.night.longhaul("verify", "--receipt", receipt)).contains("proved",
				archive.resolve("big.bin").toString());

		Files.write(archive.resolve("big.bin"), new byte[] { 1 });
		assertThat(this.night.longhaul("verify", "--receipt", receipt))
			.contains(archive.resolve("big.bin") + " has changed since");
	}

	@Test
	void a_file_is_verified_by_its_own_receipt_where_an_earlier_one_of_its_name_left_another() throws IOException {
		Path moved = deliverTwice();

		assertThat(this.night.longhaul("verify", moved.toString())).contains("proved", moved.toString());

		Files.write(moved, new byte[] { 1 });
		assertThat(this.night.longhaul(3, "verify", moved.toString())).as("of an unknown size and time")
			.contains("DIFFERS");
		Files.delete(moved.resolveSibling("big.bin.receipt.json"));
		assertThat(this.night.longhaul(3, "verify", moved.toString())).contains("DIFFERS", "10 bytes");
	}

	@Test
	void the_receipt_of_a_file_is_found_where_those_of_earlier_files_were_tidied_away() throws IOException {
		Path moved = deliverTwice();
		Path usual = moved.resolveSibling("big.bin.receipt.json");
		Files.move(moved.resolveSibling("big.bin.receipt.json.1"), moved.resolveSibling("big.bin.receipt.json.12"));
		Files.move(usual, moved.resolveSibling("other.bin.receipt.json.12"));

		assertThat(this.night.longhaul("verify", moved.toString())).contains("proved", moved.toString());

		Files.writeString(usual, "foreign");
		assertThat(this.night.longhaul("verify", moved.toString())).contains("proved", moved.toString());
	}

	@Test
	void the_receipt_of_a_file_is_found_where_its_archive_may_not_be_listed() throws Exception {
		Path moved = deliverTwice();
		Path archive = moved.getParent();
		OwnProcess other = OwnProcess.withoutRights(this.folder);
		Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("-wx--x--x"));
		try {
			assertThat(other.longhaul(0, "verify", moved.toString())).contains("proved", moved.toString());
		}
		finally {
			Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
	}

	@Test
	void a_receipt_that_cannot_be_read_is_not_replaced_by_that_of_another_file() throws IOException {
		Path moved = deliverTwice();
		Path own = moved.resolveSibling("big.bin.receipt.json.1");
		Files.writeString(own, "{");

		assertThat(TypedCommand.in(this.folder, "verify", moved.toString())).satisfies((ended) -> {
			assertThat(ended.exitCode()).as("%s", ended).isEqualTo(2);
			assertThat(ended.err()).contains(own + " is no receipt");
		});
	}

	/** The archive keeps receipts for longer than files. */
	private Path deliverTwice() throws IOException {
		Path moved = this.folder.resolve("sent/big.bin");
		this.night.define("on-success: {move: \"%s\", receipt: true}".formatted(moved.getParent()));
		this.night.runOne();
		Files.delete(moved);
		this.night.file("big.bin", 10, 2);
		this.night.runOne();
		return moved;
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
		Night.write(archive.resolve(".longhaul-" + this.delivery.marker() + ".tmp"), new byte[] { 1 });
		Files.move(this.file, this.file.resolveSibling(".longhaul-" + this.delivery.marker()));

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
			Path way = archive.resolve(".longhaul-" + this.delivery.marker() + ".tmp");
			Night.write(way.resolve("full"), new byte[0]);
		}));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.result()).isEqualTo(Result.FAILED);
		assertThat(outcome.message()).contains("nothing is sent again");
		assertThat(this.file).hasSize(2 * Night.PART);
		assertThat(archive.resolve("big.bin")).as("what held the name").doesNotExist();
	}

}
