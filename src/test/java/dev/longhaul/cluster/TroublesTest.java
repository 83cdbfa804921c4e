package dev.longhaul.cluster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.longhaul.cluster.RangeEvent.Result;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a worker cannot send. */
class TroublesTest {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

	private final Troubles troubles = new Troubles(this.now::get);

	@Test
	void of_each_file_the_last_is_known_until_it_can_be_sent_and_the_newest_is_first() {
		this.troubles.met(refused("a", 1, "no mount"));
		this.troubles.met(refused("b", 1, "no key"));
		this.troubles.met(refused("a", 2, "no right"));

		assertThat(this.troubles.all()).extracting(RangeEvent::trouble)
			.containsExactly("upload 97, part 2 of a given back: no right",
					"upload 98, part 1 of b given back: no key");

		this.troubles.met(refused("b", 2, "no key"));
		assertThat(this.troubles.all()).extracting(RangeEvent::file).containsExactly("b", "a");

		this.troubles.over(upload("a"));
		assertThat(this.troubles.all()).extracting(RangeEvent::file).containsExactly("b");
	}

	@Test
	void one_file_on_its_way_to_two_stores_is_two_uploads() {
		this.troubles.met(new RangeEvent(Result.GIVEN_BACK, 7, "a", 1, 1, "no key", false));

		assertThat(this.troubles.met(new RangeEvent(Result.GIVEN_BACK, 8, "a", 1, 1, "no key", false)).again())
			.isFalse();
		this.troubles.over(8);

		assertThat(this.troubles.all()).extracting(RangeEvent::upload).containsExactly(7L);
	}

	@Test
	void what_is_not_met_any_more_is_over_for_others_have_sent_it() {
		this.troubles.met(refused("a", 1, "no mount"));
		this.troubles.met(refused("b", 1, "no mount"));
		pass(Duration.ofMinutes(2));
		this.troubles.met(refused("b", 1, "no mount"));
		pass(Duration.ofMinutes(2));

		assertThat(this.troubles.all()).extracting(RangeEvent::file).containsExactly("b");
	}

	@Test
	void the_same_of_a_file_is_told_again_as_such() {
		assertThat(this.troubles.met(refused("a", 1, "UploadPart 1 of a: no key")).again()).isFalse();
		assertThat(this.troubles.met(refused("a", 2, "UploadPart 2 of a: no key")).again()).isTrue();
		assertThat(this.troubles.met(refused("b", 2, "UploadPart 2 of a: no key")).again()).as("another file")
			.isFalse();
		assertThat(this.troubles.met(refused("a", 2, "no mount")).again()).as("another reason").isFalse();
		this.troubles.over(upload("a"));
		assertThat(this.troubles.met(refused("a", 2, "no mount")).again()).as("sent since").isFalse();
		pass(Duration.ofMinutes(8));
		assertThat(this.troubles.met(refused("a", 2, "no mount")).again()).as("behind long parts").isTrue();
		pass(Duration.ofMinutes(11));
		assertThat(this.troubles.met(refused("a", 2, "no mount")).again()).as("long ago").isFalse();
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

	private static RangeEvent refused(String file, int part, String why) {
		return new RangeEvent(Result.GIVEN_BACK, upload(file), file, part, part, why, false);
	}

	private static long upload(String file) {
		return file.charAt(0);
	}

}
