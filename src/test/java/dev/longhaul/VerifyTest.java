package dev.longhaul;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import dev.longhaul.store.Addresses;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.Specs;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether object, receipt and file are still the same bytes, and by what that is proved.
 */
class VerifyTest {

	private static final int SIZE = 2 * Night.PART + 1000;

	private static final int PROVED = 0;

	private static final int UNPROVED = 1;

	private static final int USAGE = 2;

	private static final int OTHER = 3;

	private final Path folder;

	private final Night night;

	private final Path file;

	VerifyTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", SIZE, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "crc64nvme", "crc32c", "sha256" })
	void an_object_is_proved_by_the_checksum_that_the_store_keeps(String integrity) {
		this.night.defineTransfer("part-size: 5MB, integrity: " + integrity);
		this.night.runOne();

		assertThat(verify(PROVED, "1")).contains("proved  1  ")
			.contains(this.file + ": the store's " + integrity + " equals that of the file");
		assertThat(verify(PROVED, this.file.toString())).contains("longhaul: 1 proved");
		assertThat(verify(PROVED, "1", this.file.toString())).as("the same").contains("longhaul: 1 proved");
		assertThat(this.night.s3().requests(Op.GET_OBJECT)).isEmpty();
	}

	@Test
	void an_object_is_proved_by_its_etag_where_the_store_keeps_no_checksum() {
		this.night.file("small.bin", 10, 2);
		this.night.run();

		assertThat(verify(PROVED, "1", "2")).contains("the store's ETag equals that of the file")
			.contains("longhaul: 2 proved");
	}

	@Test
	void a_fresh_machine_needs_only_the_definition_and_the_file() throws IOException {
		this.night.runOne();
		deleteHome();

		assertThat(verify(PROVED, this.file.toString())).contains("the store's ETag equals that of the file");
		assertThat(this.night.s3().requests(Op.GET_OBJECT)).isEmpty();
		flip(this.file, 6_000_000);
		assertThat(verify(OTHER, this.file.toString())).contains("DIFFERS")
			.contains("first at byte 6,000,000, in bytes 0 to " + "%,d".formatted(SIZE - 1));
	}

	@Test
	void a_receipt_is_enough() throws IOException {
		this.night.defineTransfer("part-size: 5MB, integrity: crc64nvme");
		this.night.runOne();
		Path receipt = this.folder.resolve("receipt.json");
		Files.writeString(receipt, this.night.longhaul("show", "1", "--receipt"));
		deleteHome();
		Files.delete(this.folder.resolve("vault.yml"));
		Path copy = Files.move(this.file, this.folder.resolve("restored"));

		assertThat(verify(PROVED, "--receipt", receipt.toString()))
			.contains("the store's crc64nvme equals the receipt's")
			.contains("the file is not there any more");
		assertThat(verify(PROVED, "--receipt", receipt.toString(), "--download"))
			.contains("read back, its bytes have the crc64nvme of the receipt; 10.0 MiB were read back");
		Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2026-03-01T10:00:00Z")));
		assertThat(verify(PROVED, "--receipt", receipt.toString(), "--file", copy.toString()))
			.contains(copy + ": the store's crc64nvme equals that of the file");
		Files.copy(receipt, copy.resolveSibling(copy.getFileName() + Receipt.SUFFIX));
		assertThat(verify(PROVED, copy.toString())).contains("equals that of the file");
		flip(copy, 1);
		assertThat(verify(OTHER, "--receipt", receipt.toString(), "--file", copy.toString())).contains("DIFFERS");
	}

	@Test
	void damage_in_the_store_is_found_by_reading_back() throws IOException {
		this.night.runOne();
		damage(this.night.s3().object(Night.BUCKET, "big.bin"), 1, 77);
		this.night.s3().faults().add(Fault.on(Op.GET_OBJECT).once().resetInAnswer());

		assertThat(verify(OTHER, "1", "--download"))
			.contains("differs from the file first at byte " + "%,d".formatted(Night.PART + 77));
		Files.delete(this.file);
		assertThat(verify(OTHER, "1", "--download")).contains("read back, its bytes have the ETag ");
		assertThat(verify(PROVED, "1")).contains("its ETag, which is made of MD5s, equals the receipt's");
	}

	@Test
	void a_replaced_object_is_told_from_the_delivered_one() {
		this.night.runOne();
		put(new byte[] { 1 });

		assertThat(verify(OTHER, "1")).contains("REPLACED").contains("none of Longhaul's");
		this.night.s3().faults().clear();
	}

	@Test
	void the_delivered_version_is_verified_and_a_newer_one_is_told_of() {
		this.night.s3().keepVersions(Night.BUCKET);
		String version = Objects.requireNonNull(this.night.runOne().receipt().orElseThrow().versionId());
		put(new byte[] { 1 });

		assertThat(verify(PROVED, "1", "--download")).contains("this is version " + version)
			.contains("is the current one")
			.contains("every byte equals the file's");
	}

	@Test
	void a_version_of_which_the_store_tells_nothing_is_not_called_missing() {
		this.night.s3().keepVersions(Night.BUCKET);
		this.night.runOne();
		put(new byte[] { 1 });
		// as S3 answers where the version is encrypted with a key that is not sent along
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).nth(2).answer(400, ""));

		assertThat(verify(3, "1")).contains("not proved", "SSE-C").doesNotContain("MISSING", "--again");
	}

	@Test
	void a_file_that_has_changed_since_is_told_of_and_the_receipt_is_compared() throws IOException {
		this.night.runOne();
		Files.write(this.file, new byte[] { 1 });

		assertThat(verify(PROVED, "1")).contains("proved  1  ", "equals the receipt's")
			.contains("has changed since, so only the receipt was compared");
	}

	@Test
	void bytes_that_changed_under_the_same_time_are_found() throws IOException {
		this.night.runOne();
		FileTime modified = Files.getLastModifiedTime(this.file);
		flip(this.file, 5);
		Files.setLastModifiedTime(this.file, modified);

		assertThat(verify(OTHER, "1")).contains("it is the file that has other bytes now");
	}

	@Test
	void an_archived_file_is_found_where_it_was_moved_to() {
		Path archive = this.folder.resolve("sent");
		this.night.define("on-success: {move: \"%s\", receipt: true}".formatted(archive));
		this.night.runOne();

		assertThat(verify(PROVED, "1")).contains(archive.resolve("big.bin") + ": the store's ETag equals");
		assertThat(verify(PROVED, archive.resolve("big.bin").toString())).contains("the store's ETag equals");
	}

	@Test
	void an_archived_file_is_found_where_times_are_kept_to_the_second() throws IOException {
		Path moved = this.folder.resolve("sent/big.bin");
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse("2026-03-01T10:00:00.123456789Z")));
		this.night.define("on-success: {move: \"%s\"}".formatted(moved.getParent()));
		this.night.runOne();
		Files.setLastModifiedTime(moved, FileTime.from(Instant.parse("2026-03-01T10:00:00Z")));

		assertThat(verify(PROVED, "1")).contains(moved + ": the store's ETag equals");
	}

	@Test
	void the_delivery_of_a_file_proves_nothing_of_one_whose_name_has_a_blank_more() {
		this.night.runOne();
		Path other = this.night.file("big.bin ", 10, 2);

		assertThat(verify(OTHER, other.toString())).contains("MISSING").doesNotContain("proved");
		assertThat(this.night.longhaul(USAGE, "show", other.toString())).isEmpty();
	}

	@Test
	void a_store_that_does_not_let_us_ask_proves_nothing() {
		this.night.runOne();
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));

		assertThat(verify(3, "1")).contains("not proved").contains("403").contains("grant them this right");
		assertThat(verify(USAGE, "77")).isEmpty();
	}

	@Test
	void an_object_that_is_gone_is_missing() {
		this.night.runOne();
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(404, "NoSuchKey"));

		assertThat(verify(OTHER, "--json", "1")).contains("\"result\":\"missing\"").contains("\"missing\":1");
	}

	@Test
	void a_delivery_that_may_not_be_read_is_for_a_person_to_verify() {
		this.night.runOne();
		this.night.s3().faults().add(Fault.on(Op.GET_OBJECT).answer(403, "AccessDenied"));

		assertThat(this.night.longhaul(3, "verify", "--download", this.file.toString())).contains("not proved")
			.contains("grant this right");
		this.night.s3().faults().clear();
		this.night.s3().faults().add(Fault.on(Op.GET_OBJECT).answer(400, "ExpiredToken"));
		assertThat(this.night.longhaul(UNPROVED, "verify", "--download", this.file.toString())).contains("not proved");
	}

	@Test
	void a_file_that_may_not_be_read_proves_nothing_until_somebody_gives_the_right() throws Exception {
		this.night.runOne();
		OwnProcess other = OwnProcess.withoutRights(this.folder);
		Files.setPosixFilePermissions(this.file, Set.of());

		assertThat(other.longhaul(OTHER, "verify", "1"))
			.contains("not proved", "big.bin cannot be read: permission denied")
			.contains("give this user the right to read it");

		Files.setPosixFilePermissions(this.file, PosixFilePermissions.fromString("rw-r--r--"));
		assertThat(other.longhaul(PROVED, "verify", "1")).contains("longhaul: 1 proved");
	}

	private String verify(int exitCode, String... arguments) {
		return this.night.longhaul(exitCode, "verify", arguments);
	}

	private void put(byte[] content) {
		try (S3ObjectStores stores = new S3ObjectStores(1)) {
			stores.at(Addresses.at(Night.BUCKET, this.night.s3().endpoint()), RequestTerms.NONE)
				.put(Specs.of("big.bin"), PartBodies.of(1, content));
		}
	}

	private void deleteHome() throws IOException {
		FileSystemUtils.deleteRecursively(this.folder.resolve("home"));
	}

	private static void damage(dev.longhaul.stub.StoredObject object, int part, long at) throws IOException {
		flip(Objects.requireNonNull(object.parts().get(part).file()), at);
	}

	private static void flip(Path file, long at) throws IOException {
		try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
			bytes.seek(at);
			int before = bytes.read();
			bytes.seek(at);
			bytes.write(before ^ 1);
		}
	}

}
