package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

import ch.qos.logback.classic.Level;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A done-marker that another definition, or somebody, deletes while its file is sent, or
 * that nobody can delete.
 */
class DoneMarkerGoneTest {

	@AutoClose
	private final Logged log = Logged.under("dev.longhaul");

	private final Path folder;

	private final Night night;

	DoneMarkerGoneTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.night.define("on-success: delete", "settle: 0s, done-marker: \"{name}.ok\"");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void is_missed_by_neither_of_two_definitions_that_wait_for_it_and_delete_it() throws IOException {
		Files.writeString(this.folder.resolve("second.yml"),
				Files.readString(this.folder.resolve("vault.yml")).replace("{path}", "second/{path}"));
		Path file = this.night.file("a.bin", 10, 1);
		Path marker = this.night.file("a.bin.ok", 0, 1);

		assertThat(this.night.longhaul("run")).contains("2 delivered");
		this.night.longhaul("run"); // whoever had to wait for the other

		assertThat(this.night.s3().objects()).hasSize(2);
		assertThat(file).doesNotExist();
		assertThat(marker).doesNotExist();
		assertThat(this.night.longhaul("status")).contains("nothing is under way or unfinished");
		assertNothingIsWarnedOf();
	}

	@Test
	void keeps_no_upload_that_was_begun_from_its_end() {
		Path file = this.night.file("big.bin", 2 * Night.PART, 2);
		Path marker = this.night.file("big.bin.ok", 0, 1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).then(() -> delete(marker)));
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		assertThat(marker).doesNotExist();
		this.night.s3().faults().clear();

		assertThat(this.night.runOne().message()).isEqualTo("deleted");

		assertThat(file).doesNotExist();
		assertThat(this.night.s3().completesThatTookEffect("big.bin")).isEqualTo(1);
		assertThat(this.night.resentParts("big.bin")).isZero();
		assertNothingIsWarnedOf();
	}

	@Test
	void does_not_let_a_file_pass_for_replaced_whose_upload_the_store_has_lost() throws IOException {
		Path file = this.night.file("big.bin", 2 * Night.PART, 2);
		Path marker = this.night.file("big.bin.ok", 0, 1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().clear();
		delete(marker);
		this.night.s3().faults().add(Fault.on(Op.LIST_PARTS).once().vanish());

		assertThat(this.night.longhaul(1, "run")).contains("FAILED  " + file)
			.contains("NoSuchUpload")
			.contains("its upload was aborted; the next run that finds its done-marker " + marker + " begins it anew")
			.contains("1 failed");

		Files.createFile(marker);
		assertThat(this.night.runOne().message()).isEqualTo("deleted");
		assertThat(this.night.s3().completesThatTookEffect("big.bin")).isEqualTo(1);
	}

	@Test
	void is_asked_for_where_it_cannot_be_deleted_and_its_file_goes_with_it() throws IOException {
		Path file = this.night.file("a.bin", 10, 1);
		Path marker = this.night.file("a.bin.ok", 0, 1);
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).once().then(() -> becomeUndeletable(marker)));

		for (int nights = 0; nights < 2; nights++) {
			assertThat(this.night.longhaul(3, "run")).contains(
					file + " was delivered, but its done-marker cannot be taken away with it (" + marker,
					"nothing is sent again");
		}

		assertThat(file).hasSize(10);
		delete(marker.resolve("undeletable"));
		delete(marker);
		assertThat(this.night.runOne().message()).isEqualTo("deleted");
		assertThat(file.getParent()).isEmptyDirectory();
		assertThat(this.night.s3().requests()).filteredOn((request) -> request.op() == Op.PUT_OBJECT).hasSize(1);
	}

	private void assertNothingIsWarnedOf() {
		assertThat(this.log.events()).filteredOn((event) -> event.getLevel().isGreaterOrEqual(Level.WARN)).isEmpty();
	}

	/** As old as it is, and a folder with something in it. */
	private static void becomeUndeletable(Path marker) {
		try {
			FileTime written = Files.getLastModifiedTime(marker);
			Files.delete(marker);
			Files.createFile(Files.createDirectory(marker).resolve("undeletable"));
			Files.setLastModifiedTime(marker, written);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
