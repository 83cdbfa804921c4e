package dev.longhaul.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

import dev.longhaul.part.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a file holds is told by its bytes where they say it, else by its name.
 */
class ContentTypeTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "a.csv, text/csv", "a.json, application/json", "a.mp4, video/mp4", "a.html, text/html",
			"a.tar, application/x-tar", "a.txt, text/plain", "A.TXT, text/plain", "a.parquet, application/x-parquet",
			"a.unheard, application/octet-stream", "none, application/octet-stream" })
	void by_the_name_of_a_file_without_a_byte(String name, String type) throws IOException {
		assertThat(typeOf(name, new byte[0])).isEqualTo(type);
	}

	@Test
	void by_its_first_bytes_whatever_its_name_says() throws IOException {
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
			out.write(new byte[100]);
		}

		assertThat(typeOf("dump", zipped.toByteArray())).isEqualTo("application/gzip");
		assertThat(typeOf("dump.txt", zipped.toByteArray())).isEqualTo("application/gzip");
		assertThat(typeOf("zst", new byte[] { 0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0 }))
			.isEqualTo("application/zstd");
		assertThat(typeOf("x", "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII))).isEqualTo("application/pdf");
	}

	@Test
	void of_a_file_that_is_gone_it_says_so() throws IOException {
		FileSlice slice = slice("a.txt", new byte[3]);
		Files.delete(slice.file().path());

		assertThatExceptionOfType(SourceGone.class).isThrownBy(() -> ContentType.of(slice));
	}

	private String typeOf(String name, byte[] bytes) throws IOException {
		return ContentType.of(slice(name, bytes));
	}

	private FileSlice slice(String name, byte[] bytes) throws IOException {
		Path file = Files.write(this.folder.resolve(name), bytes);
		return new FileSlice(SourceFile.of(file), new Part(1, 0, bytes.length));
	}

}
