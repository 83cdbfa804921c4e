package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a delivered file that lies aside, under a name of Longhaul's own, since
 * its removal was cut off.
 */
class FileLeftAsideTest {

	private final OneDelivery delivery;

	private final Path folder;

	FileLeftAsideTest(@TempDir Path folder) throws IOException {
		this.delivery = new OneDelivery(folder);
		this.folder = folder;
	}

	@AfterEach
	void close() {
		this.delivery.night().close();
	}

	@Test
	void a_file_that_lay_aside_has_its_name_again_where_its_object_is_gone() throws IOException {
		Path archive = this.delivery.failToWriteTheReceipt();
		putAside();
		this.delivery.night().s3().faults().add(Fault.on(Op.HEAD_OBJECT).once().answer(404, "NoSuchKey"));

		assertThat(this.delivery.night().runOne().message()).contains("is not in the store any more");

		assertThat(this.delivery.file()).hasSize(2 * Night.PART);
		assertThat(archive.resolve("big.bin")).doesNotExist();
	}

	@Test
	void a_file_that_lay_aside_is_moved_though_the_next_version_is_there() throws IOException {
		Path archive = this.delivery.failToWriteTheReceipt();
		byte[] first = Files.readAllBytes(this.delivery.file());
		putAside();
		this.delivery.night().file("db/big.bin", 10, 7);

		assertThat(this.delivery.night().run()).extracting(UploadOutcome::message)
			.containsExactlyInAnyOrder("moved to " + archive.resolve("big.bin"),
					"moved to " + archive.resolve("big.bin.1"));

		assertThat(Files.readAllBytes(archive.resolve("big.bin"))).isEqualTo(first);
		assertThat(this.delivery.file().getParent()).isEmptyDirectory();
	}

	@Test
	void a_file_that_lay_aside_when_it_was_to_be_kept_stays_there_where_the_next_version_has_its_name()
			throws IOException {
		this.delivery.failToWriteTheReceipt();
		Path aside = putAside();
		this.delivery.night().file("db/big.bin", 10, 7);
		this.delivery.night().define("");

		assertThat(this.delivery.night().run()).extracting(UploadOutcome::message)
			.contains("left as %s: another file has its name".formatted(aside));

		assertThat(aside).hasSize(2 * Night.PART);
		assertThat(this.delivery.file().getParent()).isDirectoryNotContaining("glob:**/big.bin.1");
	}

	@Test
	void a_file_that_was_aside_when_its_folder_changed_gets_its_name_back() throws IOException {
		Path archive = this.delivery.failToWriteTheReceipt();
		putAside();
		Path elsewhere = Files.createDirectories(this.folder.resolve("elsewhere"));
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition,
				Files.readString(definition).replace(this.folder.resolve("files").toString(), elsewhere.toString()));

		assertThat(this.delivery.night().runOne().message())
			.isEqualTo("left where it is: it lies outside of " + elsewhere);

		assertThat(this.delivery.file()).hasSize(2 * Night.PART);
		assertThat(archive.resolve("big.bin")).as("the name that was held").doesNotExist();
	}

	@Test
	void a_file_that_was_aside_when_it_was_to_be_kept_gets_its_name_back() throws IOException {
		Path archive = this.delivery.failToWriteTheReceipt();
		putAside();
		this.delivery.night().define("");

		assertThat(this.delivery.night().runOne().result()).isEqualTo(Result.RESUMED);

		assertThat(this.delivery.file()).hasSize(2 * Night.PART);
		assertThat(archive.resolve("big.bin")).as("the name that was held").doesNotExist();
	}

	/** As a stop leaves it in the middle of a copy to another file system. */
	private Path putAside() throws IOException {
		Path file = this.delivery.file();
		return Files.move(file, file.resolveSibling(".longhaul-" + this.delivery.marker()));
	}

}
