package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A move whose name is committed, and nothing has that name yet.
 */
class UnfinishedMoveTest {

	private final OneDelivery delivery;

	private final Path folder;

	private Path name;

	UnfinishedMoveTest(@TempDir Path folder) throws IOException {
		this.delivery = new OneDelivery(folder);
		this.folder = folder;
	}

	@BeforeEach
	void nothingHoldsIt() throws IOException {
		this.name = this.delivery.failToWriteTheReceipt().resolve("big.bin");
		Files.delete(this.name);
	}

	@AfterEach
	void close() {
		this.delivery.night().close();
	}

	@Test
	void goes_on_to_the_same_name_after_a_kill_within_a_copy_and_leaves_nothing_of_that() throws IOException {
		Path copy = Night.write(this.name.resolveSibling(".longhaul-" + this.delivery.marker()), new byte[5]);

		assertThat(this.delivery.night().runOne().message()).isEqualTo("moved to " + this.name);

		assertThat(this.name).hasSize(2 * Night.PART);
		assertThat(copy).doesNotExist();
	}

	@Test
	void goes_where_the_definition_says_by_now() throws IOException {
		Path other = this.folder.resolve("other");
		this.delivery.night().define("on-success: {move: \"%s\"}".formatted(other));

		assertThat(this.delivery.night().runOne().message()).isEqualTo("moved to " + other.resolve("big.bin"));

		assertThat(this.name.getParent()).isEmptyDirectory();
	}

	@Test
	void leaves_nothing_of_a_copy_where_the_definition_says_by_now_that_the_file_is_deleted() throws IOException {
		Path copy = Night.write(this.name.resolveSibling(".longhaul-" + this.delivery.marker()), new byte[5]);
		this.delivery.night().define("on-success: delete");

		assertThat(this.delivery.night().runOne().message()).isEqualTo("deleted");

		assertThat(copy).doesNotExist();
	}

	@Test
	void makes_its_folder_once_more() throws IOException {
		Files.delete(this.name.getParent());

		assertThat(this.delivery.night().runOne().message()).isEqualTo("moved to " + this.name);
	}

	@Test
	void takes_another_name_once_that_one_is_another_files() throws IOException {
		Night.write(this.name, new byte[] { 1 });

		assertThat(this.delivery.night().runOne().message()).isEqualTo("moved to " + this.name + ".1");

		assertThat(this.name).hasBinaryContent(new byte[] { 1 });
		assertThat(this.name.resolveSibling("big.bin.1.receipt.json")).exists();
		assertThat(this.name.resolveSibling("big.bin.receipt.json")).doesNotExist();
	}

}
