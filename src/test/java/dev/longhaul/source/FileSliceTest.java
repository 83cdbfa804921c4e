package dev.longhaul.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A slice yields its bytes, all of them and no other.
 */
class FileSliceTest {

	/** More than one read fills. */
	private static final int SIZE = (600 << 10) + 7;

	private final byte[] bytes = random();

	@TempDir
	private Path folder;

	private Path path;

	private SourceFile file;

	@BeforeEach
	void makeFile() throws IOException {
		this.path = Files.write(this.folder.resolve("a.bin"), this.bytes);
		this.file = SourceFile.of(this.path);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "0, 1", "0, 614407", "1, 614406", "614406, 1", "614407, 0", "1000, 262144", "262144, 262145",
			"5, 300000" })
	void has_the_md5_of_its_bytes(int offset, int length) throws IOException {
		FileSlice slice = slice(1, offset, length);
		byte[] expected = Arrays.copyOfRange(this.bytes, offset, offset + length);

		assertThat(slice.checksum(ChecksumAlgorithm.MD5).hex()).isEqualTo(md5(expected));
		try (InputStream in = slice.open()) {
			assertThat(in.readAllBytes()).isEqualTo(expected);
			assertThat(in.read()).isEqualTo(-1);
		}
	}

	@Test
	void can_be_opened_again_and_begins_at_its_first_byte() throws IOException {
		FileSlice slice = slice(2, 100, 50);
		try (InputStream first = slice.open(); InputStream second = slice.open()) {
			assertThat(first.readNBytes(20)).isEqualTo(Arrays.copyOfRange(this.bytes, 100, 120));
			assertThat(second.readAllBytes()).isEqualTo(Arrays.copyOfRange(this.bytes, 100, 150));
			assertThat(first.readAllBytes()).isEqualTo(Arrays.copyOfRange(this.bytes, 120, 150));
		}
		try (InputStream third = slice.open()) {
			assertThat(third.readAllBytes()).isEqualTo(Arrays.copyOfRange(this.bytes, 100, 150));
		}
	}

	@Test
	void can_be_read_byte_by_byte() throws IOException {
		try (InputStream in = slice(1, 300, 3).open()) {
			for (int at = 300; at < 303; at++) {
				assertThat(in.read()).isEqualTo(this.bytes[at] & 0xff);
			}
			assertThat(in.read()).isEqualTo(-1);
		}
	}

	@Test
	void says_that_the_file_changed_when_it_is_truncated_while_it_is_read() throws IOException {
		try (InputStream in = slice(1, 1000, 2000).open()) {
			assertThat(in.readNBytes(500)).hasSize(500);
			truncate(1600);
			assertThat(in.readNBytes(100)).isEqualTo(Arrays.copyOfRange(this.bytes, 1500, 1600));

			assertThatExceptionOfType(SourceChanged.class).isThrownBy(in::read)
				.withMessageContaining(this.path.toString())
				.withMessageContaining("ends at byte");
		}
	}

	@Test
	void has_no_checksum_when_the_file_ends_before_it() throws IOException {
		FileSlice slice = slice(1, 1000, 2000);
		truncate(1600);

		assertThatExceptionOfType(SourceChanged.class).isThrownBy(() -> slice.checksum(ChecksumAlgorithm.MD5));
	}

	@Test
	void is_gone_with_its_file() throws IOException {
		FileSlice slice = slice(1, 0, 10);
		Files.delete(this.path);

		assertThatExceptionOfType(SourceGone.class).isThrownBy(slice::open);
		assertThatExceptionOfType(SourceGone.class).isThrownBy(() -> slice.checksum(ChecksumAlgorithm.MD5));
	}

	/** Between two looks at it, so that only the opening can tell. */
	@Test
	void is_not_read_by_way_of_a_link_that_is_not_to_be_followed() throws IOException {
		FileSlice slice = new FileSlice(SourceFile.of(this.path, false), new Part(1, 0, 10));
		assertThat(slice.checksum(ChecksumAlgorithm.MD5)).isEqualTo(slice(1, 0, 10).checksum(ChecksumAlgorithm.MD5));
		Files.createSymbolicLink(this.path, Files.move(this.path, this.folder.resolve("secret")));

		assertThatExceptionOfType(SourceChanged.class).isThrownBy(slice::open)
			.withMessageContaining("it is a symbolic link by now");

		try (InputStream in = slice(1, 0, 10).open()) {
			assertThat(in.readAllBytes()).as("followed").hasSize(10);
		}
	}

	@Test
	void cannot_be_read_of_a_folder() {
		FileSlice slice = new FileSlice(new SourceFile(this.folder, 10, this.file.modified(), ""), new Part(3, 0, 10));

		assertThatExceptionOfType(SourceUnreadable.class).isThrownBy(() -> slice.checksum(ChecksumAlgorithm.MD5))
			.withMessageContaining("part 3");
	}

	private FileSlice slice(int number, long offset, long length) {
		return new FileSlice(this.file, new Part(number, offset, length));
	}

	private void truncate(long size) throws IOException {
		try (FileChannel channel = FileChannel.open(this.path, StandardOpenOption.WRITE)) {
			channel.truncate(size);
		}
	}

	private static byte[] random() {
		byte[] bytes = new byte[SIZE];
		new Random(7).nextBytes(bytes);
		return bytes;
	}

	private static String md5(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
