package dev.longhaul.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.store.S3MockProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store of which only endpoint, path style and credentials are said: what it does, a
 * trial tells.
 */
class OtherStoreIT {

	@TempDir
	private Path folder;

	/**
	 * S3Mock refuses a wrong checksum, but not in S3's words, so that only the MD5 is
	 * relied on; and it honours If-None-Match.
	 */
	@Test
	void s3mock_needs_endpoint_path_style_and_credentials() throws Exception {
		try (S3MockProcess s3 = S3MockProcess.start(this.folder).createBucket("vault")) {
			define(s3, "");
			file("big.bin", 11 << 20);
			file("small.bin", 1000);

			assertThat(longhaul(0, "doctor").out()).contains("auto takes Content-MD5, by a trial");
			assertThat(longhaul(0, "run").out()).contains("2 delivered");
			assertThat(longhaul(0, "run").out()).doesNotContain(" delivered ");
			assertThat(longhaul(0, "verify", "files/big.bin").out()).contains("ETag equals that of the file");
			assertThat(longhaul(0, "verify", "--download", "files/small.bin").out()).contains("every byte");
			assertThat(longhaul(0, "sweep").out()).doesNotContain("FAILED");

			define(s3, "  if-exists: fail\n");
			assertThat(longhaul(3, "run", "--again").out()).contains("exists already");
		}
	}

	private void define(S3MockProcess s3, String further) throws Exception {
		Files.createDirectories(this.folder.resolve("jobs"));
		Files.writeString(this.folder.resolve("jobs/vault.yml"), """
				source: {directory: files, settle: 0s}
				transfer: {part-size: 5MB}
				destination:
				  bucket: vault
				  endpoint: %s
				  path-style: true
				  key: "{path}"
				""".formatted(s3.endpoint()) + further);
	}

	private void file(String name, int length) throws Exception {
		byte[] bytes = new byte[length];
		new Random(length).nextBytes(bytes);
		Files.createDirectories(this.folder.resolve("files"));
		Files.write(this.folder.resolve("files").resolve(name), bytes);
	}

	private Ended longhaul(int exitCode, String... arguments) {
		Ended ended = LonghaulProcess
			.start(this.folder, Map.of("AWS_ACCESS_KEY_ID", "anybody", "AWS_SECRET_ACCESS_KEY", "anything"), arguments)
			.await();
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(exitCode);
		return ended;
	}

}
