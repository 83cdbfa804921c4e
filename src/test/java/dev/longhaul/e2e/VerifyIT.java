package dev.longhaul.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A delivery is verified long after it, on a machine without its home.
 */
class VerifyIT {

	private final Site site;

	VerifyIT(@TempDir Path folder) {
		this.site = Site.in(folder);
	}

	@AfterEach
	void close() {
		this.site.close();
	}

	@Test
	void a_delivery_is_verified_without_its_home() throws IOException {
		this.site.define("vault", "on-success: {move: sent, receipt: true}\n");
		this.site.file("big.bin", 96 * Site.MIB, 1);
		assertThat(this.site.longhaul("run").exitCode()).isZero();
		FileSystemUtils.deleteRecursively(this.site.path(".longhaul"));

		Ended byFile = this.site.longhaul("verify", "sent/big.bin");
		assertThat(byFile.exitCode()).as("%s", byFile).isZero();
		assertThat(byFile.out()).contains("the store's ETag equals that of the file");
		Map<String, String> smallHeap = new HashMap<>(Site.credentials());
		smallHeap.put("_JAVA_OPTIONS", "-Xmx56m"); // less than the object
		Ended byReceipt = this.site
			.startWith(smallHeap, "verify", "--receipt", "sent/big.bin.receipt.json", "--download")
			.await();
		assertThat(byReceipt.exitCode()).as("%s", byReceipt).isZero();
		assertThat(byReceipt.out()).contains("96.0 MiB were read back");
		assertThat(this.site.path(".longhaul")).as("nothing is written").doesNotExist();

		damage(Objects.requireNonNull(this.site.s3().object(Site.BUCKET, "in/big.bin").parts().get(2).file()));
		Ended damaged = this.site.longhaul("verify", "sent/big.bin", "--download");
		assertThat(damaged.exitCode()).as("%s", damaged).isEqualTo(3);
		assertThat(damaged.out()).contains("DIFFERS");
		this.site.s3().close();
		Ended down = this.site.longhaul("verify", "sent/big.bin");
		assertThat(down.exitCode()).as("%s", down).isEqualTo(1);
		assertThat(down.out()).contains("not proved").contains("does not answer");
	}

	@Test
	void a_key_with_a_date_is_looked_for_in_the_machines_time_zone() throws IOException {
		Map<String, String> newYork = new HashMap<>(Site.credentials());
		newYork.put("TZ", "America/New_York");
		Path definition = this.site.path("jobs/vault.yml");
		this.site.define("vault", "");
		this.site.write("jobs/vault.yml",
				Files.readString(definition).replace("in/{path}", "{modified:yyyy-MM-dd}/{path}"));
		Path file = this.site.file("late.bin", 10, 1);
		Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-02T03:00:00Z")));
		assertThat(this.site.startWith(newYork, "run").await().exitCode()).isZero();
		assertThat(this.site.s3().object(Site.BUCKET, "2026-03-01/late.bin")).isNotNull();
		FileSystemUtils.deleteRecursively(this.site.path(".longhaul"));

		Ended verified = this.site.startWith(newYork, "verify", file.toString()).await();

		assertThat(verified.exitCode()).as("%s", verified).isZero();
	}

	private static void damage(Path bytes) throws IOException {
		assertThat(Files.size(bytes)).isPositive();
		try (RandomAccessFile file = new RandomAccessFile(bytes.toFile(), "rw")) {
			int before = file.read();
			file.seek(0);
			file.write(before ^ 1);
		}
	}

}
