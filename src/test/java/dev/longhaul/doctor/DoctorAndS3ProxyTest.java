package dev.longhaul.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.longhaul.doctor.Check.Result;
import dev.longhaul.quickstart.EmbeddedS3;
import dev.longhaul.stub.AccessKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The second opinion: a server that is not ours.
 */
class DoctorAndS3ProxyTest {

	@RegisterExtension
	final AccessKeys keys = new AccessKeys(EmbeddedS3.IDENTITY, EmbeddedS3.SECRET);

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
