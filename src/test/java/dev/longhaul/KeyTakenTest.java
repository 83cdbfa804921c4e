package dev.longhaul;

import java.nio.file.Path;

import dev.longhaul.store.Addresses;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.Specs;
import dev.longhaul.store.s3.S3ObjectStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of a file that is not sent because its key has an object.
 */
class KeyTakenTest {

	private final Night night;

	KeyTakenTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.night.defineDestination("if-exists: skip");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_file_whose_key_exists_is_not_told_as_delivered_before() {
		Path taken = this.night.file("a.bin", 10, 1);
		this.night.file("b.bin", 10, 2);
		try (S3ObjectStores stores = new S3ObjectStores(1)) {
			stores.at(Addresses.at(Night.BUCKET, this.night.s3().endpoint()), RequestTerms.NONE)
				.put(Specs.of("a.bin"), PartBodies.of(1, new byte[5]));
		}

		assertThat(this.night.longhaul(0, "run", "--dry-run")).contains("would send, unless its key exists  " + taken);
		assertThat(this.night.longhaul(0, "run"))
			.contains("not sent  " + taken + ": the key a.bin exists already, and if-exists says skip")
			.contains("longhaul: 1 delivered, 1 not sent: its key exists");
		assertThat(this.night.longhaul(0, "run", "--quiet")).contains("longhaul: 1 skipped, 1 not sent: its key exists")
			.doesNotContain(taken.toString());
		assertThat(this.night.longhaul(0, "run", "--json")).contains("\"result\":\"skipped\"", "\"skipped\":2",
				"\"keyExists\":1");
	}

}
