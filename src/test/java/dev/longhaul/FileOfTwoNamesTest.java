package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StoredObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that a definition finds by more than one name, because it follows symbolic
 * links, is taken away when it was delivered by all of them.
 */
class FileOfTwoNamesTest {

	private static final String FOLLOWING = "settle: 0s, follow-links: true";

	private final Path folder;

	private final Night night;

	private final Path file;

	FileOfTwoNamesTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("data/big.bin", 2 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void waits_in_its_folder_for_its_name_in_a_linked_folder() throws IOException {
		Path second = link("zz", this.folder.resolve("files/data")).resolve("big.bin");
		this.night.define("on-success: delete", FOLLOWING);
		this.night.s3()
			.faults()
			.add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).key("zz/big.bin").answer(403, "AccessDenied"));

		assertThat(this.night.longhaul(3, "run")).contains("stays in its folder until " + second + " is delivered too");
		assertThat(this.night.longhaul(3, "rerun")).contains("stays in its folder until " + second);
		assertThat(this.file).exists();

		this.night.s3().faults().clear();
		assertThat(this.night.longhaul("rerun")).doesNotContain("FAILED");
		this.night.longhaul("run");
		assertThat(this.file).doesNotExist();
		assertDelivered("data/big.bin", "zz/big.bin");
	}

	@Test
	void waits_in_its_folder_for_a_link_to_itself_before_it_is_moved() throws IOException {
		link("aa.bin", this.file);
		Path archive = this.folder.resolve("sent");
		this.night.define("on-success: {move: \"%s/{path}\"}".formatted(archive), FOLLOWING);

		this.night.longhaul("run");
		this.night.longhaul("run");

		assertThat(archive.resolve("data/big.bin")).exists();
		assertThat(this.file).doesNotExist();
		assertDelivered("aa.bin", "data/big.bin");
	}

	@Test
	void waits_for_another_definition_that_finds_it_by_a_link_in_its_own_folder() throws IOException {
		this.night.define("on-success: delete");
		Path other = Files.createDirectories(this.folder.resolve("other"));
		Files.createSymbolicLink(other.resolve("link"), this.folder.resolve("files/data"));
		Path second = this.folder.resolve("second.yml");
		Files.writeString(second,
				Files.readString(this.folder.resolve("vault.yml"))
					.replace(this.folder.resolve("files").toString(), other.toString())
					.replace("settle: 0s", "follow-links: true, settle: 9999d")
					.replace("on-success: delete", ""));

		assertThat(this.night.longhaul("run")).contains("stays in its folder until second has delivered it too");

		Files.writeString(second, Files.readString(second).replace("9999d", "0s"));
		this.night.longhaul("run");
		this.night.longhaul("run");
		assertThat(this.file).doesNotExist();
		assertDelivered("data/big.bin", "link/big.bin");
	}

	@Test
	void is_two_files_where_its_second_name_is_a_hard_link() throws IOException {
		Path second = Files.createLink(this.folder.resolve("files/hard.bin"), this.file);
		this.night.define("on-success: delete", FOLLOWING);

		assertThat(this.night.longhaul("run")).contains("2 delivered");

		assertThat(this.file).doesNotExist();
		assertThat(second).doesNotExist();
		assertDelivered("data/big.bin", "hard.bin");
	}

	private Path link(String name, Path target) throws IOException {
		return Files.createSymbolicLink(this.folder.resolve("files").resolve(name), target);
	}

	private void assertDelivered(String... keys) {
		assertThat(this.night.s3().objects()).extracting(StoredObject::key).containsExactlyInAnyOrder(keys);
	}

}
