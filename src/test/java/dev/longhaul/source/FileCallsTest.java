package dev.longhaul.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls that may be abandoned are those that are silent, and nothing follows them then.
 */
class FileCallsTest {

	private static final Duration SILENCE = Duration.ofMinutes(10);

	private static final String FILE = "/mount/a.bin";

	private long now;

	private int abandoned;

	private final FileCalls calls = new FileCalls(() -> this.now);

	@Test
	void what_is_waited_for_elsewhere_is_no_silence() {
		during(() -> true);
		pass(Duration.ofHours(1));

		assertThat(abandon()).isFalse();
	}

	@Test
	void a_call_that_comes_back_within_others_is_a_sign_for_all_of_them() throws IOException {
		InputStream in = this.calls.reading(FILE, () -> this.abandoned++, new ByteArrayInputStream(new byte[100]));

		this.calls.during(FILE, () -> this.abandoned++, () -> {
			for (int times = 0; times < 100; times++) {
				pass(SILENCE);
				assertThat(abandon()).isFalse();
				assertThat(in.read()).isZero();
			}
			return true;
		});
		assertThat(this.abandoned).isZero();
	}

	@Test
	void what_comes_back_when_nobody_waits_any_more_is_not_gone_on_with() {
		assertThatExceptionOfType(SourceUnreadable.class).isThrownBy(() -> during(() -> {
			pass(SILENCE.plusNanos(1));
			assertThat(abandon()).isTrue();
			assertThat(abandon()).as("once more").isFalse();
			return during(() -> {
				throw new AssertionError("a call that follows");
			});
		})).withMessageContaining(FILE + " cannot be read: its file system did not answer for so long");
		assertThat(this.abandoned).isEqualTo(1);

		assertThat(during(() -> true)).as("the next call").isTrue();
	}

	private boolean during(FileCalls.Calls<Boolean, RuntimeException> made) {
		return this.calls.during(FILE, () -> this.abandoned++, made);
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

	private boolean abandon() {
		return this.calls.abandon(Thread.currentThread(), SILENCE);
	}

}
