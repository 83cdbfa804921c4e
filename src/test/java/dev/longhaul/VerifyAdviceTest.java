package dev.longhaul;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a verification advises never costs the last good copy.
 */
class VerifyAdviceTest {

	private static final int SIZE = Night.PART + 1000;

	private static final int OTHER = 3;

	private final Path folder;

	private final Night night;

	private final Path file;

	VerifyAdviceTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", SIZE, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "md5", "sha256" })
	void a_file_that_rotted_is_restored_from_its_object_and_not_sent_again(String integrity) throws IOException {
		this.night.defineTransfer("part-size: 5MB, integrity: " + integrity);
		this.night.runOne();
		rot(this.file);

		assertThat(verify("1")).contains("DIFFERS", "so it is the file that has other bytes now")
			.contains("restore it from the object, do not send it again")
			.doesNotContain("--again");
		assertThat(verify("1", "--download")).contains("restore it from the object").doesNotContain("--again");
		assertThat(verify("1", "--json")).contains("\"result\":\"differs\"", "\"changed\":\"file\"");
	}

	@Test
	void a_file_that_was_given_new_bytes_under_its_old_size_and_time_is_sent_once_it_is_touched() throws IOException {
		this.night.runOne();
		rot(this.file);
		assertThat(this.night.runOne().result()).isEqualTo(Result.SKIPPED);

		assertThat(verify("1")).contains("if it was given new bytes on purpose", "touch it, and the next run sends it");

		Files.setLastModifiedTime(this.file, FileTime.fromMillis(0));
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.longhaul(0, "verify", "2")).contains("proved");
	}

	@Test
	void a_copy_that_is_not_what_was_delivered_is_not_sent_again() throws IOException {
		this.night.runOne();
		Path receipt = this.folder.resolve("receipt.json");
		Files.writeString(receipt, this.night.longhaul("show", "1", "--receipt"));
		Path restored = Files.write(this.folder.resolve("restored.dump"), new byte[] { 1 });

		assertThat(verify("--receipt", receipt.toString(), "--file", restored.toString()))
			.contains("DIFFERS", "the file 1;", "do not send it again")
			.doesNotContain("--again", "touch");
	}

	@Test
	void an_object_that_was_damaged_in_the_store_is_sent_again() throws IOException {
		this.night.runOne();
		rot(Objects.requireNonNull(this.night.s3().object(Night.BUCKET, "big.bin").parts().get(0).file()));

		assertThat(verify("1", "--download")).contains("DIFFERS", "so it is the object that has other bytes now")
			.contains("'longhaul run --again --file FILE' sends once more what is missing or damaged in the store");
		assertThat(verify("1", "--download", "--json")).contains("\"changed\":\"object\"");
	}

	@Test
	void where_nothing_tells_which_of_them_changed_nothing_is_sent_again() throws IOException {
		this.night.runOne();
		FileSystemUtils.deleteRecursively(this.folder.resolve("home"));
		rot(this.file);

		assertThat(verify(this.file.toString())).contains("DIFFERS", "nothing here tells which of the two has changed")
			.doesNotContain("--again");
		assertThat(verify(this.file.toString(), "--json")).contains("\"changed\":null");
	}

	@Test
	void a_version_behind_a_delete_marker_is_missing_until_somebody_takes_the_marker_away() {
		this.night.s3().keepVersions(Night.BUCKET);
		String version = Objects.requireNonNull(this.night.runOne().receipt().orElseThrow().versionId());
		this.night.s3().delete(Night.BUCKET, "big.bin");

		assertThat(verify("1")).contains("MISSING")
			.contains("the version " + version + " that was delivered is still there: remove the delete marker");
	}

	@ParameterizedTest
	@ValueSource(strings = { "NoSuchKey", "NoSuchVersion" })
	void an_object_that_is_deleted_while_it_is_read_is_missing(String code) {
		this.night.runOne();
		this.night.s3().faults().add(Fault.on(Op.GET_OBJECT).answer(404, code));

		assertThat(verify("1", "--download")).contains("MISSING", "it was deleted while it was read")
			.contains("'longhaul run --again --file FILE' sends once more what is missing or damaged in the store");
	}

	@Test
	void an_archived_object_is_to_be_restored_before_it_is_read_back() {
		this.night.runOne();
		this.night.s3().faults().add(Fault.on(Op.GET_OBJECT).answer(403, "InvalidObjectState"));

		assertThat(verify("1", "--download")).contains("not proved", "the object is archived: have it restored")
			.contains("without --download its checksum or ETag is compared");
	}

	private String verify(String... arguments) {
		return this.night.longhaul(OTHER, "verify", arguments);
	}

	/** One bit is another one; size and time stay as they were. */
	private static void rot(Path file) throws IOException {
		FileTime modified = Files.getLastModifiedTime(file);
		try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
			int before = bytes.read();
			bytes.seek(0);
			bytes.write(before ^ 1);
		}
		Files.setLastModifiedTime(file, modified);
	}

}
