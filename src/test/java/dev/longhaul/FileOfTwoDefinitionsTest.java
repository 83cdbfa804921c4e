package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StoredObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that two definitions take is taken away when both have delivered it.
 */
class FileOfTwoDefinitionsTest {

	private final Path folder;

	private final Night night;

	private final Path file;

	FileOfTwoDefinitionsTest(@TempDir Path folder) throws IOException {
		OneDelivery delivery = new OneDelivery(folder);
		this.folder = folder;
		this.night = delivery.night();
		this.file = delivery.file();
		this.night.define("on-success: delete");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_file_is_taken_away_once_each_definition_that_takes_it_has_delivered_it() throws IOException {
		Path second = second("", "");

		assertThat(this.night.longhaul("run")).contains("2 delivered").contains("deleted");

		assertThat(this.file).doesNotExist();
		assertThat(this.night.s3().objects()).hasSize(2);
		Path other = this.night.file("db/other.bin", 10, 3);
		Files.writeString(second, "on-success: delete\n", StandardOpenOption.APPEND);
		assertThat(this.night.longhaul("run")).as("each waits for the other").contains("2 delivered");
		assertThat(this.night.longhaul("run")).isNotNull();
		assertThat(other).doesNotExist();
		assertThat(this.night.longhaul("status")).contains("nothing is under way or unfinished");
		assertThat(this.night.s3().objects()).hasSize(4);
	}

	@Test
	void a_file_stays_that_another_definition_has_not_delivered_and_goes_later() throws IOException {
		Path second = second("settle: 0s", "settle: 9999d");

		assertThat(this.night.longhaul("run")).contains("stays in its folder until second has delivered it too");
		assertThat(this.night.longhaul("rerun")).contains("stays in its folder until second has delivered it too");

		assertThat(this.file).exists();
		assertThat(this.night.longhaul("status")).contains("until second has delivered it too");
		Files.writeString(second, Files.readString(second).replace("9999d", "0s"));
		assertThat(this.night.longhaul("run")).contains("deleted");
		assertThat(this.file).doesNotExist();
		assertThat(this.night.s3().objects()).hasSize(2);
		assertThat(this.night.resentParts("db/big.bin")).isZero();
	}

	@Test
	void a_file_stays_that_a_disabled_definition_has_begun_and_not_delivered() throws IOException {
		Path second = second("", "");
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		this.night.longhaul(3, "run");
		this.night.s3().faults().clear();
		Files.writeString(second, "enabled: false\n", StandardOpenOption.APPEND);

		assertThat(this.night.longhaul("run")).contains("stays in its folder until second has delivered it too");
		assertThat(this.file).exists();

		assertThat(this.night.longhaul("rerun")).contains("deleted");
		assertThat(this.night.s3().objects()).hasSize(2);
	}

	@Test
	void a_file_goes_that_another_definition_does_not_send_because_its_key_exists() throws IOException {
		second("store: generic", "if-exists: skip");
		Stranger.puts(this.night.s3(), Night.BUCKET, "second/db/big.bin");

		assertThat(this.night.longhaul("run")).contains("deleted");
	}

	@Test
	void a_file_stays_that_another_definition_takes_by_a_link_to_its_folder() throws IOException {
		Path files = this.folder.resolve("files");
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), files);
		second(files.toString(), link.toString());
		Files.writeString(this.folder.resolve("second.yml"),
				Files.readString(this.folder.resolve("second.yml")).replace("settle: 0s", "settle: 9999d"));

		assertThat(this.night.longhaul("run")).contains("stays in its folder until second has delivered it too");
	}

	@Test
	void a_done_marker_stays_until_its_file_was_sent_by_the_definition_that_waits_for_it() throws IOException {
		Path second = second("settle: 0s", "done-marker: \"{name}.ok\", exclude: [\"db/*\"]");
		Path marker = this.night.file("db/big.bin.ok", 1, 9);
		assertThat(this.night.longhaul("run")).as("not of a file that second takes").contains("2 delivered");
		assertThat(marker).doesNotExist();

		Files.writeString(second, Files.readString(second).replace("db/*", "none/*"));
		Path file = this.night.file("db/next.bin", 10, 10);
		Path its = this.night.file("db/next.bin.ok", 1, 11);
		Files.setLastModifiedTime(file, FileTime.from(Files.getLastModifiedTime(its).toInstant().plusSeconds(60)));
		assertThat(this.night.longhaul("run")).contains("as the done-marker of a file that second has yet to deliver");
		assertThat(its).exists();

		Files.setLastModifiedTime(its, FileTime.from(Files.getLastModifiedTime(file).toInstant()));
		this.night.longhaul("run");
		this.night.longhaul("run");
		assertThat(file).doesNotExist();
		assertThat(its).doesNotExist();
		assertThat(this.night.s3().objects()).extracting(StoredObject::key).contains("second/db/next.bin");
	}

	/** A definition beside vault that keeps files, with one more setting replaced. */
	private Path second(String setting, String by) throws IOException {
		return Files.writeString(this.folder.resolve("second.yml"),
				Files.readString(this.folder.resolve("vault.yml"))
					.replace("{path}", "second/{path}")
					.replace("on-success: delete", "")
					.replace(setting, setting.isEmpty() ? "" : by));
	}

}
