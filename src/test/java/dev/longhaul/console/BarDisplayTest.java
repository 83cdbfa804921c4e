package dev.longhaul.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.longhaul.upload.Transfer;
import org.junit.jupiter.api.Test;

import static dev.longhaul.console.NightMail.MIB;
import static dev.longhaul.console.NightMail.transfer;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person sees on a terminal.
 */
class BarDisplayTest {

	private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

	private final AtomicLong nanoTime = new AtomicLong();

	private final BarDisplay display = new BarDisplay(
			new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
			new PrintStream(this.terminal, true, StandardCharsets.UTF_8), this.nanoTime::get);

	@Test
	void what_earlier_runs_have_sent_is_no_speed_of_this_one() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		this.display.progress(List.of(transfer));
		transfer.foundEarlier(800 * MIB);
		transfer.sent(100 * MIB);
		this.nanoTime.addAndGet(Duration.ofSeconds(5).toNanos());

		this.display.progress(List.of(transfer));
		this.display.close();

		assertThat(this.terminal.toString(StandardCharsets.UTF_8)).contains("900/1000 MiB")
			.contains("/ 0:00:05)  20.0 MiB/s a.dump");
	}

}
