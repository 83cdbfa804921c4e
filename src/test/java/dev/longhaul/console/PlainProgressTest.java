package dev.longhaul.console;

import java.time.Duration;
import java.util.List;

import dev.longhaul.upload.Transfer;
import org.junit.jupiter.api.Test;

import static dev.longhaul.console.NightMail.MIB;
import static dev.longhaul.console.NightMail.transfer;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands in the mail of a nightly run of files that are under way.
 */
class PlainProgressTest {

	private final NightMail mail = new NightMail();

	private final SettableClock clock = this.mail.clock();

	private final RunDisplay display = this.mail.display();

	@Test
	void says_one_line_for_every_tenth_of_a_file() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		this.display.progress(List.of(transfer));
		assertThat(this.mail.lines()).isEmpty();

		for (int percent = 1; percent <= 100; percent++) {
			transfer.sent(10 * MIB);
			this.clock.advance(Duration.ofSeconds(1));
			this.display.progress(List.of(transfer));
		}

		assertThat(this.mail.lines()).hasSize(9)
			.startsWith(" 10 %  /data/a.dump  100.0 MiB of 1000.0 MiB, 10.0 MiB/s",
					" 20 %  /data/a.dump  200.0 MiB of 1000.0 MiB, 10.0 MiB/s")
			.endsWith(" 90 %  /data/a.dump  900.0 MiB of 1000.0 MiB, 10.0 MiB/s");
	}

	@Test
	void says_one_line_where_several_tenths_came_at_once() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		this.display.progress(List.of(transfer));
		transfer.sent(455 * MIB);
		this.clock.advance(Duration.ofSeconds(5));

		this.display.progress(List.of(transfer));
		this.display.progress(List.of(transfer));

		assertThat(this.mail.lines()).containsExactly(" 45 %  /data/a.dump  455.0 MiB of 1000.0 MiB, 91.0 MiB/s");
	}

	@Test
	void says_one_line_a_minute_when_it_is_slow() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		for (int second = 0; second <= 150; second++) {
			this.display.progress(List.of(transfer));
			transfer.sent(MIB / 4);
			this.clock.advance(Duration.ofSeconds(1));
		}

		assertThat(this.mail.lines()).containsExactly("  1 %  /data/a.dump  15.0 MiB of 1000.0 MiB, 256.0 KiB/s",
				"  3 %  /data/a.dump  30.0 MiB of 1000.0 MiB, 256.0 KiB/s");
	}

	@Test
	void says_one_line_a_minute_when_nothing_moves_or_a_part_begins_again() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		transfer.sent(50 * MIB);
		this.display.progress(List.of(transfer));
		transfer.sent(-10 * MIB);
		this.clock.advance(Duration.ofMinutes(1));
		this.display.progress(List.of(transfer));

		assertThat(this.mail.lines()).containsExactly("  4 %  /data/a.dump  40.0 MiB of 1000.0 MiB, 0 bytes/s");
	}

	@Test
	void says_once_a_minute_that_a_file_is_compared_before_it_is_gone_on_with() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		transfer.compares(9990);
		this.display.progress(List.of(transfer));
		this.clock.advance(Duration.ofMinutes(1));
		this.display.progress(List.of(transfer));
		this.display.progress(List.of(transfer));

		assertThat(this.mail.lines())
			.containsExactly("       /data/a.dump  is compared with what the store has, 9990 parts to go");
	}

	@Test
	void counts_a_resumed_file_from_where_it_is() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		this.display.progress(List.of(transfer));
		this.clock.advance(Duration.ofSeconds(30));
		transfer.foundEarlier(550 * MIB);
		this.display.progress(List.of(transfer));
		assertThat(this.mail.lines()).isEmpty();

		this.clock.advance(Duration.ofSeconds(10));
		transfer.sent(60 * MIB);
		this.display.progress(List.of(transfer));

		assertThat(this.mail.lines()).containsExactly(" 61 %  /data/a.dump  610.0 MiB of 1000.0 MiB, 6.0 MiB/s");
	}

	@Test
	void leaves_the_last_word_to_the_report() {
		Transfer whole = transfer("/data/a.dump", 1000 * MIB);
		Transfer empty = transfer("/data/empty", 0);
		this.display.progress(List.of(whole, empty));
		whole.sent(1000 * MIB);
		this.clock.advance(Duration.ofMinutes(2));
		this.display.progress(List.of(whole, empty));

		assertThat(this.mail.lines()).isEmpty();
	}

	@Test
	void follows_several_files_apart_and_a_file_that_begins_again_anew() {
		Transfer one = transfer("/data/one", 100 * MIB);
		Transfer other = transfer("/data/other", 100 * MIB);
		this.display.progress(List.of(one, other));
		one.sent(10 * MIB);
		this.clock.advance(Duration.ofSeconds(1));
		this.display.progress(List.of(one, other));
		other.sent(20 * MIB);
		this.display.progress(List.of(other));
		this.display.progress(List.of(one, other));

		assertThat(this.mail.lines()).containsExactly(" 10 %  /data/one  10.0 MiB of 100.0 MiB, 10.0 MiB/s",
				" 20 %  /data/other  20.0 MiB of 100.0 MiB, 20.0 MiB/s");
	}

}
