package dev.longhaul.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.longhaul.doctor.Check.Result;
import dev.longhaul.quickstart.EmbeddedS3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The second opinion: a server that is not ours.
 */
class DoctorAndS3ProxyTest {

	@BeforeEach
	void credentials() {
		System.setProperty("aws.accessKeyId", EmbeddedS3.IDENTITY);
		System.setProperty("aws.secretAccessKey", EmbeddedS3.SECRET);
	}

	@AfterEach
	void noCredentials() {
		System.clearProperty("aws.accessKeyId");
		System.clearProperty("aws.secretAccessKey");
	}

	@Test
	void s3proxy_passes_every_check_but_lifecycle_rules_which_it_does_not_know(@TempDir Path folder) throws Exception {
		Path store = folder.resolve("store");
		try (EmbeddedS3 s3 = EmbeddedS3.start(store, "vault")) {
			List<Check> checks = new Practice(folder, s3.endpoint()).define("vault", "").examine();

			assertThat(Practice.names(checks, Result.FAIL)).as("%s", checks).isEmpty();
			assertThat(Practice.names(checks, Result.OK)).contains("bucket", "create", "part", "list-parts",
					"list-uploads", "content-md5", "abort", "missing-key");
			assertThat(Practice.only(checks, "lifecycle").result()).isIn(Result.NOTE, Result.WARN);
		}
		try (Stream<Path> left = Files.walk(store)) {
			assertThat(left.filter(Files::isRegularFile)).isEmpty();
		}
	}

}
