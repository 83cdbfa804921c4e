package dev.longhaul.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A key is read as people make keys, and nothing that goes wrong tells of it.
 */
class CustomerKeyTest {

	private static final byte[] KEY = PartBodies.bytes(32, 7);

	private static final String BASE64 = Base64.getEncoder().encodeToString(KEY);

	@TempDir
	private Path folder;

	@Test
	void is_32_bytes_as_they_are_or_in_base64() throws IOException {
		String[] same = { BASE64, BASE64 + "\n", BASE64 + "\r\n", new String(KEY, StandardCharsets.ISO_8859_1) };
		for (String content : same) {
			assertThat(CustomerKey.read(file(content)).base64()).isEqualTo(BASE64);
		}
		assertThat(CustomerKey.read(file("0123456789abcdef0123456789abcdef")).md5())
			.isEqualTo("hRasmdxgYDKV3nvbahU1MA==");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "31 bytes are not enough, my dear", "c2VjcmV0", "0123456789abcdef0123456789abcdefX",
			"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" })
	void is_nothing_else(String content) throws IOException {
		Path file = file(content.equals("31 bytes are not enough, my dear") ? content.substring(1) : content);

		assertThatIllegalArgumentException().isThrownBy(() -> CustomerKey.read(file))
			.withMessageStartingWith(file + " holds no key of 32 bytes")
			.withNoCause();
	}

	@Test
	void is_not_printed() throws IOException {
		assertThat(CustomerKey.read(file(BASE64))).hasToString("CustomerKey");
	}

	@Test
	void is_read_from_a_file_that_only_its_owner_reads() throws IOException {
		Path file = file(BASE64);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));

		assertThatIllegalArgumentException().isThrownBy(() -> CustomerKey.read(file))
			.withMessageContaining("open to other users");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
		assertThat(CustomerKey.read(file).base64()).isEqualTo(BASE64);
		assertThatIllegalArgumentException().isThrownBy(() -> CustomerKey.read(this.folder))
			.withMessageContaining("cannot be read");
	}

	private Path file(String content) throws IOException {
		Path file = Files.write(this.folder.resolve("sse-c.key"), content.getBytes(StandardCharsets.ISO_8859_1));
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
	}

}
