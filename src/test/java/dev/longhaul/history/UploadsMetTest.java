package dev.longhaul.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

import dev.longhaul.job.UploadIdentity;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept of files that are not to be sent, for as long as a watch lives.
 */
class UploadsMetTest {

	private final UploadsMet met = new UploadsMet();

	@Test
	void of_a_file_the_version_that_was_met_last() {
		this.met.turnedAway(version("/in/a", 1));
		this.met.turnedAway(version("/in/a", 2));

		assertThat(this.met.isTurnedAway(version("/in/a", 1))).isFalse();
		assertThat(this.met.isTurnedAway(version("/in/a", 2))).isTrue();
	}

	@Test
	void nothing_of_one_that_is_sent_after_all() {
		this.met.turnedAway(version("/in/a", 1));

		this.met.begun(version("/in/a", 1));

		assertThat(this.met.isTurnedAway(version("/in/a", 1))).isFalse();
	}

	@Test
	void nothing_of_a_file_that_a_look_of_its_definition_does_not_find_any_more() {
		this.met.turnedAway(version("/in/a", 1));
		this.met.turnedAway(version("/in/b", 1));
		this.met.turnedAway(version("/in/a", 1).by("other"));

		this.met.keep("vault", Set.of(Path.of("/in/b")));

		assertThat(this.met.isTurnedAway(version("/in/a", 1))).isFalse();
		assertThat(this.met.isTurnedAway(version("/in/b", 1))).isTrue();
		assertThat(this.met.isTurnedAway(version("/in/a", 1).by("other"))).isTrue();
	}

	private static UploadIdentity version(String file, int size) {
		return new UploadIdentity("vault", file, size, Instant.EPOCH, "s3://bucket");
	}

}
