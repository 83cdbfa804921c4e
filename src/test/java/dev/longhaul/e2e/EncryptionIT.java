package dev.longhaul.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.store.CustomerKey;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A kill in the middle of an upload by a key of our own, and the same run again.
 */
class EncryptionIT {

	private static final String KEY = "a key of thirty-two plain bytes.";

	@TempDir
	Path folder;

	@Test
	void a_killed_upload_goes_on_with_its_key_and_tells_nobody_of_it() throws IOException {
		try (Site site = Site.in(this.folder)) {
			Path key = Files.writeString(this.folder.resolve("sse-c.key"), KEY);
			Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
			Path definition = this.folder.resolve("jobs/vault.yml");
			Files.writeString(definition,
					Files.readString(definition)
						.replace("destination:\n",
								"destination:\n  encryption: {type: sse-c, key-file: " + key + "}\n"
										+ "  expected-owner: \"111122223333\"\n  tags: {team: a}\n")
						// with more of them, more than the third may have arrived by the
						// kill
						.replace("parts-at-once: 2", "parts-at-once: 1"));
			site.s3().giveTo(Site.BUCKET, "111122223333");
			Path file = site.file("big.bin", 4 * 5 * Site.MIB, 1);
			Ended killed = killAtThirdPart(site);

			Ended second = site.longhaul("-v", "run", "vault");

			assertThat(second.exitCode()).as("%s", second).isZero();
			// -v shows the log, which is written all the same
			assertThat(second.err()).containsPattern("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO +main ");
			assertThat(site.path(".longhaul/longhaul.log")).content()
				.containsPattern("(?m)^[0-9-]{10}T[0-9:.]{12}\\S+ INFO +main ");
			site.assertDelivered(file);
			assertThat(site.resentParts("in/big.bin")).as("parts that were not checkpointed").isBetween(0, 2);
			assertThat(killed.toString() + second).doesNotContain(KEY,
					Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.US_ASCII)),
					CustomerKey.read(key).md5());
		}
	}

	private static Ended killAtThirdPart(Site site) {
		AtomicReference<LonghaulProcess> running = new AtomicReference<>();
		Fault fault = site.s3().faults().add(Fault.on(Op.UPLOAD_PART).nth(3).whenDone(() -> running.get().kill()));
		running.set(site.start("run", "vault"));
		Ended killed = running.get().await();
		assertThat(fault.hits()).as("%s", killed).isEqualTo(1);
		site.s3().faults().clear();
		return killed;
	}

}
