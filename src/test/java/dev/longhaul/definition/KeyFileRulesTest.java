package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import dev.longhaul.store.RequestTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.longhaul.definition.WrittenDefinition.SHORTEST;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The file with a key of our own (SSE-C) is read where it is safe from others, and the
 * key is sent where nobody can overhear it.
 */
class KeyFileRulesTest {

	private final Path folder;

	private final WrittenDefinition written;

	KeyFileRulesTest(@TempDir Path folder) {
		this.folder = folder;
		this.written = new WrittenDefinition(folder);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ", endpoint: https://s3.example.com", ", endpoint: http://127.0.0.1:9000",
			", endpoint: http://localhost:9000", ", endpoint: \"http://[::1]:9000\"" })
	void reads_a_key_of_our_own(String endpoint) throws IOException {
		Path key = key("rw-------");

		assertThat(readLine("encryption: {type: sse-c, key-file: %s}%s".formatted(key, endpoint)).terms())
			.isEqualTo(new RequestTerms(null, false, key));
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-r-----", "rw----r--", "rw--w----" })
	void refuses_a_key_that_others_may_read(String permissions) throws IOException {
		Path key = key(permissions);

		assertThat(problems("  encryption:\n    type: sse-c\n    key-file: " + key + "\n"))
			.containsExactly("7:15: destination.encryption.key-file " + key + " is open to other users; run chmod 600 "
					+ key + "; do not replace the key as long as there are objects that need it");
	}

	@Test
	void refuses_a_file_that_holds_no_key_and_does_not_tell_what_it_holds() throws IOException {
		Path key = key("rw-------");
		Files.writeString(key, "swordfish");

		assertThat(problems("  encryption:\n    type: sse-c\n    key-file: " + key + "\n")).singleElement()
			.asString()
			.startsWith("7:15: destination.encryption.key-file " + key + " holds no key of 32 bytes")
			.contains("openssl rand -base64 32")
			.doesNotContain("swordfish");
	}

	@Test
	void refuses_to_send_a_key_in_clear_text() throws IOException {
		assertThat(problems("  encryption:\n    type: sse-c\n    key-file: " + key("rw-------")
				+ "\n  endpoint: http://s3.example.com\n"))
			.containsExactly("6:11: destination.encryption.type 'sse-c' would send the key in clear text, which S3 "
					+ "refuses; write an endpoint with https");
	}

	private Path key(String permissions) throws IOException {
		Path key = Files.writeString(this.folder.resolve("sse-c.key"), "k".repeat(32));
		return Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
	}

	private Destination readLine(String settings) throws IOException {
		return this.written.read("source: {directory: /data}\ndestination: {bucket: corp-backups, " + settings + "}\n")
			.destination();
	}

	private List<String> problems(String settings) {
		return this.written.problemsOf(SHORTEST + settings);
	}

}
